using Mendix.PrivateCloud.Provisioners.Conformance.Recording;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>The verbs as a host calls them, in the process that lives now. Whatever they let out is kept as evidence.</summary>
internal sealed class Verbs(Scenario scenario, CancellationToken testEnds)
{
    private readonly HashSet<Tenant> _tenants = [];

    /// <summary>Everybody that something was made for.</summary>
    public IReadOnlyCollection<Tenant> Tenants => _tenants;

    public async Task<RuntimeSettings> ProvisionAsync(
        Tenant tenant, IEffectObserver? observer = null, object? plan = null, CancellationToken? cancellationToken = null)
    {
        lock (_tenants)
        {
            _tenants.Add(tenant);
        }

        TraceRecorder.Enter(scenario.Evidence);
        var settings = await scenario.Provisioner.ProvisionAsync(
            plan ?? scenario.Plan, tenant, observer ?? EffectObserver.None, cancellationToken ?? testEnds);
        scenario.Secrets.Add(settings);
        return settings;
    }

    public async Task DeprovisionAsync(Tenant tenant, IEffectObserver? observer = null, object? plan = null, CancellationToken? cancellationToken = null)
    {
        TraceRecorder.Enter(scenario.Evidence);
        await scenario.Provisioner.DeprovisionAsync(plan ?? scenario.Plan, tenant, observer ?? EffectObserver.None, cancellationToken ?? testEnds);
    }

    public async Task<CheckReport> CheckAsync(object plan, CancellationToken? cancellationToken = null)
    {
        TraceRecorder.Enter(scenario.Evidence);
        var report = await scenario.Provisioner.CheckAsync(plan, cancellationToken ?? testEnds);
        scenario.Evidence.Add("a check", report.ToString());
        foreach (var failure in report.Failures)
        {
            scenario.Evidence.Add("a finding of a check", failure.Failure!);
        }

        return report;
    }

    public async Task<IReadOnlyList<string>> PreviewAsync(Tenant tenant, CancellationToken? cancellationToken = null)
    {
        TraceRecorder.Enter(scenario.Evidence);
        var preview = await As<ITenantPreviewer>(ProvisionerCapabilities.Preview).PreviewAsync(scenario.Plan, tenant, cancellationToken ?? testEnds);
        foreach (var line in preview)
        {
            scenario.Evidence.Add("a preview", line);
        }

        return preview;
    }

    public async Task<RuntimeSettings> RotateAsync(
        Tenant tenant, RuntimeSettings current, IEffectObserver? observer = null, CancellationToken? cancellationToken = null)
    {
        TraceRecorder.Enter(scenario.Evidence);
        var settings = await As<ICredentialRotator>(ProvisionerCapabilities.Rotate).RotateCredentialsAsync(
            scenario.Plan, tenant, current, observer ?? EffectObserver.None, cancellationToken ?? testEnds);
        scenario.Secrets.Add(settings);
        return settings;
    }

    public async Task WithdrawAsync(
        Tenant tenant, RuntimeSettings current, IEffectObserver? observer = null, CancellationToken? cancellationToken = null)
    {
        TraceRecorder.Enter(scenario.Evidence);
        await As<ICredentialRotator>(ProvisionerCapabilities.Rotate).WithdrawCredentialsAsync(
            scenario.Plan, tenant, current, observer ?? EffectObserver.None, cancellationToken ?? testEnds);
    }

    private TVerb As<TVerb>(ProvisionerCapabilities capability) where TVerb : class
    {
        if (scenario.Provisioner is TVerb verb)
        {
            return verb;
        }

        scenario.Break(
            $"a provisioner implements what its descriptor says it can do: {capability} is {typeof(TVerb).Name}.",
            $"{scenario.Provisioner.GetType().Name} does not implement {typeof(TVerb).Name}.",
            $"Implement it, or exempt the topic with a reason and leave {nameof(ProvisionerCapabilities)}.{capability} out of the descriptor.");
        return null;
    }
}
