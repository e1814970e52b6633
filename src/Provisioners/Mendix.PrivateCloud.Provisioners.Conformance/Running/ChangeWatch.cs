using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>Looks at the server around every effect: between two effects nothing may change.</summary>
internal sealed class ChangeWatch(Scenario scenario) : IEffectObserver
{
    private Inventory _last = scenario.Before;
    private string _where = "before the first effect";

    public async ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => await CompareAsync();

    public async ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        _last = await scenario.LookAsync();
        _where = $"after the effect '{effect.Description}' and before the next one";
    }

    /// <summary>Compares after the last effect of a verb.</summary>
    public async Task EndAsync(string verb)
    {
        _where = $"{_where}, during {verb}";
        await CompareAsync();
        _where = $"before the first effect after {verb}";
    }

    private Task CompareAsync() => scenario.ExpectAsync(
        _last,
        "every change on the server is an effect that the observer is told of, before and after.",
        $"Without any notice, {_where}",
        "Change the server only inside of Effect.RunAsync; ObserveAsync and Draw change nothing.");
}
