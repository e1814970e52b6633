using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>Logs in around every effect of a verb, and over and over again beside it.</summary>
internal sealed class LoginWatch(Scenario scenario, RuntimeSettings settings) : IEffectObserver
{
    private string? _refused;

    /// <summary>Runs a verb; fails if somebody with these settings was refused meanwhile.</summary>
    public static async Task<TResult> WhileAsync<TResult>(
        Scenario scenario, RuntimeSettings settings, string when, string wants, string remedy, Func<LoginWatch, Task<TResult>> verb)
    {
        var watch = new LoginWatch(scenario, settings);
        using var ended = new CancellationTokenSource();
        var beside = Task.Run(() => watch.LoopAsync(ended.Token), CancellationToken.None);
        try
        {
            return await verb(watch);
        }
        finally
        {
            await ended.CancelAsync();
            await beside;
            if (watch._refused is { } where)
            {
                scenario.Break(wants, $"{when}, a login with the credentials in use was refused {where}.", remedy);
            }
        }
    }

    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => LookAsync($"before the effect '{effect.Description}'");

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => LookAsync($"after the effect '{effect.Description}'");

    private async Task LoopAsync(CancellationToken ended)
    {
        do
        {
            await LookAsync("while an effect was under way");
        }
        while (!ended.IsCancellationRequested && _refused is null);
    }

    private async ValueTask LookAsync(string where)
    {
        if (!await scenario.CanLogInAsync(settings))
        {
            Interlocked.CompareExchange(ref _refused, where, null);
        }
    }
}
