using System.Diagnostics;
using Xunit;

namespace Mendix.PrivateCloud.Testing.Kubectl;

/// <summary>Waits that kubectl itself learnt only later: 1.20 fails on what is gone already, and knows no jsonpath in <c>wait</c>.</summary>
public static class KubectlPolling
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Asks again and again until the answer is <paramref name="expected"/>.</summary>
    public static async Task UntilAsync(this KubectlRunner kubectl, string arguments, string expected, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        string actual;
        while ((actual = await kubectl.RunAsync(arguments, cancellationToken)) != expected)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"kubectl {arguments} still says: {actual}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    /// <summary>Waits until <c>kubectl get</c> lists nothing of <paramref name="what"/>.</summary>
    public static Task UntilGoneAsync(this KubectlRunner kubectl, string what, CancellationToken cancellationToken) =>
        kubectl.UntilAsync($"get {what} --ignore-not-found -o name", "", cancellationToken);
}
