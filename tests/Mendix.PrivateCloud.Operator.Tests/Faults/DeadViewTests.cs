using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>A fault in the operator's own transport, which no repetition heals.</summary>
public sealed class DeadViewTests
{
    [Fact]
    public async Task An_operator_that_cannot_follow_one_kind_any_more_ends_and_the_next_one_goes_on()
    {
        var isBroken = true;
        await using var cluster = await OperatorCluster.StartAsync(transport: inner =>
            new HttpClient(new BrokenWatch(inner, "runtimes", () => isBroken)) { BaseAddress = inner.BaseAddress, Timeout = Timeout.InfiniteTimeSpan });
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await OperatorCluster.PollAsync(() => Task.FromResult(cluster.OperatorEnding.IsCancellationRequested));

        await cluster.StopOperatorAsync();
        isBroken = false;
        await cluster.StartOperatorAsync();

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    private sealed class BrokenWatch(HttpClient inner, string plural, Func<bool> isBroken) : ForwardingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            isBroken() && request.RequestUri!.AbsolutePath.EndsWith($"/{plural}", StringComparison.Ordinal)
                && request.RequestUri.Query.Contains("watch=", StringComparison.Ordinal)
                ? throw new InvalidOperationException("broken for good")
                : base.SendAsync(request, cancellationToken);
    }
}
