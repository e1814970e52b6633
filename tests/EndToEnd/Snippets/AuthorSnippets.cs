using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

/// <summary>What a provisioner of a server with accounts has, and the guide's folder has not.</summary>
public sealed record ShelfPlan
{
    #region writing-a-provisioner.md
    [Required, Description("Password of that account")]
    public SecretValue? Password { get; init; }
    #endregion
}

#region writing-a-provisioner.md
/// <summary>How the shelf provisioner uses its servers.</summary>
public sealed class ShelfOptions : IProvisionerOptions
{
    /// <summary>Longest wait for an answer, 1 second to 5 minutes; 15 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(5))
        {
            yield return $"{nameof(ShelfOptions)}.{nameof(Timeout)} is {Timeout}; it must be 1 second to 5 minutes.";
        }
    }
}

/// <summary>Registers the shelf provisioner.</summary>
public static class ShelfBuilderExtensions
{
    /// <summary>Registers the type <c>shelf</c> with the default <see cref="ShelfOptions"/>.</summary>
    public static IPrivateCloudBuilder AddShelf(this IPrivateCloudBuilder builder) => builder.AddShelf(_ => { });

    /// <summary>Registers the type <c>shelf</c>.</summary>
    public static IPrivateCloudBuilder AddShelf(this IPrivateCloudBuilder builder, Action<ShelfOptions> configure) =>
        builder.AddShelf("shelf", configure);

    /// <summary>Registers the provisioner under a type name of your own, with its own options.</summary>
    public static IPrivateCloudBuilder AddShelf(this IPrivateCloudBuilder builder, string name, Action<ShelfOptions> configure) =>
        builder.AddProvisioner<ShelfProvisioner, ShelfOptions>(name, configure, (_, options, logger) => new ShelfProvisioner(name, options, logger));
}
#endregion

public sealed class ShelfException(int status) : Exception($"The shelf said {status}.")
{
    public int Status => status;
}

internal sealed class ShelfProvisioner(string type, ShelfOptions options, ILogger logger)
    : StorageProvisioner<ShelfPlan>(type, StorageCategory.File, logger, ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate)
{
    #region writing-a-provisioner.md
    protected override TenantBlueprint Draw(ShelfPlan plan, Tenant tenant)
    {
        var password = SecretValue.Random();
        return new TenantBlueprint(
            [Account(CredentialSlot.A), Account(CredentialSlot.B)],
            new RuntimeSettings { { "ShelfAccount", AccountName(tenant, tenant.Slot) }, { "ShelfPassword", password } });

        // Only the account of the tenant's slot gets the password; the other one stays as it is.
        ShelfAccountPart Account(CredentialSlot slot) => new(AccountName(tenant, slot), slot, slot == tenant.Slot ? password : null);
    }

    protected override CredentialSlot? SlotInUse(ShelfPlan plan, Tenant tenant, RuntimeSettings current) =>
        Enum.GetValues<CredentialSlot>().Cast<CredentialSlot?>().FirstOrDefault(slot => current["ShelfAccount"] == AccountName(tenant, slot!.Value));

    private static string AccountName(Tenant tenant, CredentialSlot slot) => $"{TenantName.For(tenant)}_{slot.ToString().ToLowerInvariant()}";
    #endregion

    protected override Task<CheckReport> CheckServerAsync(ShelfPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([CheckFinding.NotChecked("reachable", $"There is no shelf to wait {options.Timeout} for.")]));

    #region writing-a-provisioner.md
    protected override ProvisioningException Classify(Exception exception, ShelfPlan plan) => exception switch
    {
        ShelfException { Status: 401 } => new(FailureKind.Configuration,
            "The server refused the password of the plan's account.", "Put the right password into the plan's Secret.", exception),
        ShelfException { Status: 403 } => new(FailureKind.Configuration,
            "The plan's account may not make shelves.", "Give it the right 'shelf:Create'.", exception),
        _ => base.Classify(exception, plan),            // taken for transient: it is tried again, with back-off
    };
    #endregion
}

internal sealed class ShelfAccountPart(string name, CredentialSlot slot, SecretValue? password) : TenantPart
{
    public override string Name => $"account {name}";

    public override CredentialSlot? Slot => slot;

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => Task.FromResult(PartState.Absent);

    public override IEnumerable<Effect> Make(PartState observed) =>
        password is null ? [] : [new Effect($"PUT /accounts/{name} password=***", _ => Task.CompletedTask)];

    public override IEnumerable<Effect> Remove() => [new Effect($"DELETE /accounts/{name}", _ => Task.CompletedTask)];
}
