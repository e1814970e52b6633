using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// kubernetes-client/csharp #515: a time-out of the HTTP client, 100 seconds by default, cancelled watches as if somebody had asked for
/// it. Neither the error nor the closing was told, and a pod's completion was missed. For us such a cancellation, which is not ours, is a
/// broken connection: the watch is opened again, and what happened meanwhile is heard.
/// </summary>
public sealed class KubernetesClientCsharp515
{
    [Fact]
    public async Task A_cancellation_by_the_http_client_is_a_broken_connection_and_not_the_end()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        (await fixture.NextAfterPauseAsync("limit=500")).Fail(TimeOutOfHttpClient());
        (await fixture.NextAfterPauseAsync("limit=500")).Json(List(5, Json("pod", 5)));
        (await fixture.Api.NextAsync("resourceVersion=5")).Fail(TimeOutOfHttpClient());
        var watch = (await fixture.NextAfterPauseAsync("resourceVersion=5")).Stream();
        await watch.ReadingAsync();
        await watch.BreakAsync(TimeOutOfHttpClient());

        var again = (await fixture.NextAfterPauseAsync("resourceVersion=5")).Stream();
        await again.LineAsync(Event("MODIFIED", Json("pod", 6, value: "completed")));

        await fixture.Changes.ExpectAsync("+pod@5", "~pod@5>6");
    }

    private static TaskCanceledException TimeOutOfHttpClient() =>
        new("The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.", new TimeoutException());
}
