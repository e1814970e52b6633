using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Xunit.Sdk;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <content>The verbs that have to succeed.</content>
internal sealed partial class Scenario
{
    public Task<RuntimeSettings> ProvisionAsync(Tenant tenant, IEffectObserver? observer = null, object? plan = null) => MustAsync(
        "provisioning", () => Verbs.ProvisionAsync(tenant, observer, plan),
        "Look at what is there, make what is missing, and let every effect stand a repeat.");

    public Task DeprovisionAsync(Tenant tenant, IEffectObserver? observer = null, object? plan = null) => MustAsync(
        "deprovisioning", () => ResultlessAsync(Verbs.DeprovisionAsync(tenant, observer, plan)),
        "Remove what is there, also half made, also while somebody is connected; what is not there is gone already.");

    public Task<CheckReport> CheckAsync(object plan) => MustAsync("a check", () => Verbs.CheckAsync(plan), "Problems are findings of a check, not exceptions.");

    public Task<IReadOnlyList<string>> PreviewAsync(Tenant tenant) => MustAsync("a preview", () => Verbs.PreviewAsync(tenant), "Look, and say what would be done.");

    public Task<RuntimeSettings> RotateAsync(Tenant tenant, RuntimeSettings current, IEffectObserver? observer = null) => MustAsync(
        "a rotation", () => Verbs.RotateAsync(tenant, current, observer),
        "Tell from the settings in use which slot they belong to (SlotInUse), and make the other one.");

    public Task WithdrawAsync(Tenant tenant, RuntimeSettings current, IEffectObserver? observer = null) => MustAsync(
        "a withdrawal", () => ResultlessAsync(Verbs.WithdrawAsync(tenant, current, observer)),
        "Remove what is there of the slot that is not in use; what is not there is gone already.");

    private async Task<TResult> MustAsync<TResult>(string verb, Func<Task<TResult>> run, string remedy)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (failure is not IAssertionException && !_testEnds.IsCancellationRequested)
        {
            Evidence.Add("an exception", failure);
            Break($"{verb} succeeds, whatever was cut off before it.", $"{Moment}, {verb} {Outcome(failure)}\n{failure.StackTrace}", remedy);
            throw;
        }
    }

    private static async Task<bool> ResultlessAsync(Task verb)
    {
        await verb;
        return true;
    }
}
