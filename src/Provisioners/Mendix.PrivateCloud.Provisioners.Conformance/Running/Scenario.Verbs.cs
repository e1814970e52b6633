using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <content>The verbs beyond the three.</content>
internal sealed partial class Scenario
{
    public async Task<IReadOnlyList<string>> PreviewAsync(Tenant tenant, CancellationToken? cancellationToken = null)
    {
        var preview = await As<ITenantPreviewer>(ProvisionerCapabilities.Preview).PreviewAsync(Plan, tenant, cancellationToken ?? _cancellation);
        foreach (var line in preview)
        {
            Evidence.Add("a preview", line);
        }

        return preview;
    }

    public async Task<CheckReport> CheckAsync(object plan)
    {
        var report = await Provisioner.CheckAsync(plan, _cancellation);
        Evidence.Add("a check", report.ToString());
        foreach (var failure in report.Failures)
        {
            Evidence.Add("a finding of a check", failure.Failure!);
        }

        return report;
    }

    public async Task<RuntimeSettings> RotateAsync(Tenant tenant, RuntimeSettings current, IEffectObserver? observer = null)
    {
        var settings = await As<ICredentialRotator>(ProvisionerCapabilities.Rotate).RotateCredentialsAsync(
            Plan, tenant, current, observer ?? EffectObserver.None, _cancellation);
        Secrets.Add(settings);
        return settings;
    }

    public Task WithdrawAsync(Tenant tenant, RuntimeSettings current, IEffectObserver? observer = null) =>
        As<ICredentialRotator>(ProvisionerCapabilities.Rotate).WithdrawCredentialsAsync(
            Plan, tenant, current, observer ?? EffectObserver.None, _cancellation);

    private TVerb As<TVerb>(ProvisionerCapabilities capability) where TVerb : class
    {
        if (Provisioner is TVerb verb)
        {
            return verb;
        }

        Break(
            $"a provisioner implements what its descriptor says it can do: {capability} is {typeof(TVerb).Name}.",
            $"{Provisioner.GetType().Name} does not implement {typeof(TVerb).Name}.",
            $"Implement it, or exempt the topic with a reason and leave {nameof(ProvisionerCapabilities)}.{capability} out of the descriptor.");
        return null;
    }
}
