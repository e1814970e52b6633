using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>
/// A type with everything that the kit looks at: a vault per tenant, two keys, rotation, retention. Without a fault it
/// keeps the contract.
/// </summary>
internal sealed class VaultProvisioner(VaultServer server, Fault fault, ILogger logger) : StorageProvisioner<VaultPlan>(
    "vault", StorageCategory.File, logger,
    ProvisionerCapabilities.Share | ProvisionerCapabilities.Retain | (fault == Fault.HidesACapability ? 0 : ProvisionerCapabilities.Rotate))
{
    private static readonly SecretValue TheOnlyPassword = new("the-only-Pa55word");
    private static readonly string[] NeededRights = ["BUILD", "RAZE"];

    private readonly ILogger _logger = logger;

    private readonly VaultTenant _lastTenant = new(server, fault, new VaultPlan(), new Tenant("none", "none", "none"));

    protected override TenantBlueprint Draw(VaultPlan plan, Tenant tenant)
    {
        var own = new VaultTenant(server, fault, plan, tenant);
        if (fault == Fault.SharedState)
        {
            own = _lastTenant;
            own.Become(plan, tenant);
        }

        if (fault == Fault.SecretInLog)
        {
            _logger.Connecting(plan.UserName, plan.Password!.Reveal());
        }

        var password = fault == Fault.SharedPassword ? TheOnlyPassword : SecretValue.Random();
        var slot = fault == Fault.RotationChangesTheOnlyKey ? CredentialSlot.A : tenant.Slot;
        var keys = new[] { CredentialSlot.A, CredentialSlot.B }
            .Where(each => fault != Fault.SecondKeyIsForgotten || each == slot)
            .Select(each => (TenantPart)new KeyPart(own, each, each == slot ? password : null));
        return new TenantBlueprint([new VaultPart(own), .. keys], Settings(plan, own, slot, password));
    }

    protected override CredentialSlot? SlotInUse(VaultPlan plan, Tenant tenant, RuntimeSettings current)
    {
        var own = new VaultTenant(server, fault, plan, tenant);
        var key = current["com.mendix.storage.vault.Key"];
        return key == own.KeyName(CredentialSlot.A) || fault == Fault.RotatesForStrangers ? CredentialSlot.A
            : key == own.KeyName(CredentialSlot.B) ? CredentialSlot.B
            : null;
    }

    protected override IReadOnlyList<TenantPart> DrawWithdrawal(VaultPlan plan, Tenant tenant, RuntimeSettings current) => fault switch
    {
        Fault.WithdrawalDoesNothing => [],
        Fault.WithdrawalTakesBoth => [.. Draw(plan, tenant).Parts.Where(part => part.Slot is not null)],
        _ => base.DrawWithdrawal(plan, tenant, current),
    };

    protected override async Task<CheckReport> CheckServerAsync(VaultPlan plan, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (fault == Fault.CheckPassesAlways)
        {
            return new CheckReport([]);
        }

        if (fault == Fault.CheckLeavesSomething)
        {
            server.Execute(plan.UserName, plan.Password!.Reveal(), $"BUILD 'probe{Guid.NewGuid():N}' ''");
        }

        if (plan.Port != new VaultPlan().Port)
        {
            return new CheckReport([CheckFinding.Fail("reachable", $"Nobody answers at port {plan.Port}.", "Start the server.")]);
        }

        if (!VaultServer.Accepts(plan.UserName, plan.Password!.Reveal()))
        {
            var shown = fault == Fault.SecretInCheck ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(plan.Password.Reveal())) : "the password";
            return new CheckReport([CheckFinding.Pass("reachable"), CheckFinding.Fail("credentials", $"The server refused {shown}.", "Put the right one into the plan's Secret.")]);
        }

        var rights = NeededRights.Select(right => plan.UserName.EndsWith($"-without-{right.ToLowerInvariant()}", StringComparison.Ordinal)
            ? CheckFinding.Fail(fault == Fault.RightsAreNotNamed ? "rights" : right, "The account lacks a right.", "Give it to the account.")
            : CheckFinding.Pass(right));
        return new CheckReport([CheckFinding.Pass("reachable"), CheckFinding.Pass("credentials"), .. rights]);
    }

    protected override ProvisioningException Classify(Exception exception, VaultPlan plan) => exception switch
    {
        ProvisioningException known when fault == Fault.TransientBecomesFinal && known.Kind == FailureKind.Transient =>
            new(FailureKind.Configuration, known.Problem, known.Remedy),
        VaultException { Reason: "credentials" or "BUILD" or "RAZE" } refused =>
            new(FailureKind.Configuration, refused.Message, "Give the account what it needs.", refused),
        _ => base.Classify(exception, plan),
    };

    private RuntimeSettings Settings(VaultPlan plan, VaultTenant own, CredentialSlot slot, SecretValue password)
    {
        var settings = new RuntimeSettings
        {
            { fault == Fault.TellsTheRuntimeNothing ? "StorageKind" : "com.mendix.core.StorageService", "com.mendix.storage.vault" },
            { "com.mendix.storage.vault.Name", own.Name },
            { "com.mendix.storage.vault.Key", own.KeyName(slot) },
            { "com.mendix.storage.vault.Password", fault == Fault.ReturnsWhatItDidNotSet ? SecretValue.Random() : password },
        };
        if (plan.PreventDataDeletion)
        {
            settings.Add("com.mendix.storage.PerformDeleteFromStorage", "false");
        }

        return settings;
    }
}

internal static partial class VaultLog
{
    [LoggerMessage(1, LogLevel.Debug, "As {UserName} with {Word}")]
    public static partial void Connecting(this ILogger logger, string userName, string word);
}
