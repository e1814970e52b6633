using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>
/// Mistakes that StorageProvisioner keeps its authors from, as somebody could make them who implements the contract himself.
/// </summary>
internal sealed class FaultyShell(VaultProvisioner inner, Fault fault) : IStorageProvisioner, ITenantPreviewer, ICredentialRotator
{
    public ProvisionerDescriptor Descriptor => inner.Descriptor;

    public object BindPlan(PlanValues values)
    {
        if (fault == Fault.AcceptsUnknownFields)
        {
            var known = Descriptor.Plan.Fields.Select(field => field.Name).ToHashSet();
            values = values with { Parameters = new(values.Parameters.Where(each => known.Contains(each.Key)).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone()))) };
        }

        if (fault == Fault.QuotesMisplacedSecrets && values.Parameters.FirstOrDefault(each => Descriptor.Plan.Fields.All(field => field.IsSecret || field.Name != each.Key)) is { Key: { } name } odd)
        {
            throw new PlanException([new PlanError(name, $"is not known, and has the value {odd.Value}.", "Remove it.")]);
        }

        return inner.BindPlan(values);
    }

    public Task<RuntimeSettings> ProvisionAsync(object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken) =>
        RunAsync((watch, token) => inner.ProvisionAsync(plan, tenant, watch, token), plan, tenant, observer, cancellationToken);

    public Task DeprovisionAsync(object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken) => RunAsync(async (watch, token) =>
    {
        try
        {
            await inner.DeprovisionAsync(plan, tenant, watch, token);
        }
        catch (ProvisioningException failure) when (fault == Fault.ForgetsWhatItCannotReach && failure.Kind == FailureKind.Transient)
        {
            // An author who thinks that what cannot be looked at is not there.
        }

        return new RuntimeSettings();
    }, plan, tenant, observer, cancellationToken);

    public Task<CheckReport> CheckAsync(object plan, CancellationToken cancellationToken) => inner.CheckAsync(plan, cancellationToken);

    public async Task<IReadOnlyList<string>> PreviewAsync(object plan, Tenant tenant, CancellationToken cancellationToken)
    {
        var preview = await inner.PreviewAsync(plan, tenant, cancellationToken);
        if (fault == Fault.PreviewMakes)
        {
            await inner.ProvisionAsync(plan, tenant, EffectObserver.None, cancellationToken);
        }

        return fault == Fault.PreviewIsShort ? [.. preview.SkipLast(1)] : preview;
    }

    public async Task<RuntimeSettings> RotateCredentialsAsync(
        object plan, Tenant tenant, RuntimeSettings current, IEffectObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.RotateCredentialsAsync(
                plan, tenant, current, observer, fault == Fault.RotationIgnoresCancellation ? CancellationToken.None : cancellationToken);
        }
        catch (OperationCanceledException) when (fault == Fault.CancelledRotationCleansUp)
        {
            // An author who wants to leave nothing half made, and takes the new key for the one in use.
            await inner.WithdrawCredentialsAsync(plan, tenant, OfTheOtherKey(current), EffectObserver.None, CancellationToken.None);
            throw;
        }
    }

    public Task WithdrawCredentialsAsync(object plan, Tenant tenant, RuntimeSettings current, IEffectObserver observer, CancellationToken cancellationToken) =>
        inner.WithdrawCredentialsAsync(plan, tenant, current, observer, cancellationToken);

    private static RuntimeSettings OfTheOtherKey(RuntimeSettings settings)
    {
        const string Key = "com.mendix.storage.vault.Key";
        var key = settings[Key]!;
        return new RuntimeSettings { { Key, key[..^1] + (key[^1] == 'a' ? 'b' : 'a') } };
    }

    private async Task<RuntimeSettings> RunAsync(
        Func<IEffectObserver, CancellationToken, Task<RuntimeSettings>> verb, object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken)
    {
        using var activity = fault == Fault.SecretInTrace ? PrivateTraces.StartActivity("vault") : null;
        activity?.SetTag("password", ((VaultPlan)plan).Password?.Reveal());
        try
        {
            var watch = fault is Fault.SwallowsTheObserver or Fault.TakesNothingBack ? new MuffledObserver(observer, fault) : observer;
            return await verb(watch, fault == Fault.IgnoresCancellation ? CancellationToken.None : cancellationToken);
        }
        catch (MuffledException muffled)
        {
            throw muffled.InnerException!;
        }
        catch (OperationCanceledException) when (fault == Fault.TellsCancellationAsFailure)
        {
            throw new ProvisioningException(FailureKind.Transient, "It took too long.", "Try again.");
        }
        catch (OperationCanceledException) when (fault == Fault.SucceedsWhenCancelled)
        {
            return [];
        }
        catch (ProvisioningException failure) when (fault == Fault.SecretInException)
        {
            throw new ProvisioningException(failure.Kind, failure.Problem, failure.Remedy, new InvalidOperationException($"with {((VaultPlan)plan).Password!.Reveal()}"));
        }
        catch (ProvisioningException failure) when (fault == Fault.TakesBackTooMuch && failure.Kind == FailureKind.Configuration)
        {
            await inner.DeprovisionAsync(plan, tenant, EffectObserver.None, cancellationToken);
            throw;
        }
    }

    private static readonly System.Diagnostics.ActivitySource PrivateTraces = new("Sample.Vault");

    private sealed class MuffledException(Exception cause) : Exception("", cause);

    private sealed class MuffledObserver(IEffectObserver observer, Fault fault) : IEffectObserver
    {
        public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => TellAsync(() => observer.BeforeAsync(effect, cancellationToken));

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => TellAsync(() => observer.AfterAsync(effect, cancellationToken));

        private async ValueTask TellAsync(Func<ValueTask> tell)
        {
            try
            {
                await tell();
            }
            catch (Exception) when (fault == Fault.SwallowsTheObserver)
            {
                // An author who thinks that progress is not worth failing for.
            }
            catch (ProvisioningException failure) when (fault == Fault.TakesNothingBack)
            {
                throw new MuffledException(failure);
            }
        }
    }
}
