using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Xunit.Sdk;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <content>Verbs that fail, and why.</content>
internal sealed partial class Scenario
{
    /// <summary>How a verb ended, in words: <c>failed as Conflict: …</c>.</summary>
    public static string Outcome(Exception? failure) => failure switch
    {
        null => "succeeded",
        ProvisioningException known => $"failed as {known.Kind}: {known.Message}",
        _ => $"threw {failure.GetType().Name}: {failure.Message}",
    };

    /// <summary>Runs a verb that may fail, and returns how.</summary>
    public async Task<Exception?> FailureOfAsync(Func<Task> verb)
    {
        try
        {
            await verb();
            return null;
        }
        catch (Exception exception) when (exception is not IAssertionException && !_testEnds.IsCancellationRequested)
        {
            Evidence.Add("an exception", exception);
            return exception;
        }
    }

    /// <summary>Lets the process die at a point of a verb, and starts another one.</summary>
    /// <returns>Whether the verb came to that point.</returns>
    public async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        var trap = new EffectTrap(point, () => throw new ProcessDiedException());
        var failure = await FailureOfAsync(() => verb(trap));
        if (!trap.HasSprung && failure is not null)
        {
            Break(
                "a verb succeeds when nothing disturbs it, whatever was cut off before it.",
                $"{Moment}, the verb {Outcome(failure)}\n{failure.StackTrace}",
                "Look at what is there, and let every effect stand a repeat.");
        }

        if (trap.HasSprung && failure is not ProcessDiedException)
        {
            Break("an exception of the observer stops the verb and reaches its caller as it is.",
                $"{trap.Place} the observer threw, and the verb {Outcome(failure)}.",
                "Derive from StorageProvisioner, or let exceptions of IEffectObserver pass without catching or wrapping them.");
        }

        await RestartAsync();
        return trap.HasSprung;
    }
}
