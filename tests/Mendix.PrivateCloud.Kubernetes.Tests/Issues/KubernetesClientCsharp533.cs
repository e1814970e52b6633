using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// kubernetes-client/csharp #533: a load balancer dropped connections that were quiet for some minutes without telling either side. The
/// client waited for ever on a watch that was dead, and neither the error nor the closing was told. We take silence beyond a limit for
/// death, also when it comes again and again, and hear what happened during it.
/// </summary>
public sealed class KubernetesClientCsharp533
{
    [Fact]
    public async Task A_connection_that_dies_in_silence_costs_a_limited_time_and_no_event()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 5));
        await fixture.Changes.ExpectAsync("+a@5");
        for (var round = 0; round < 10; round++)
        {
            await watch.ConsumedAsync();
            await Eventually.TrueAsync(
                () => fixture.Time.UntilNextTimer == TimeSpan.FromMinutes(2), "the silence is measured", TestContext.Current.CancellationToken);
            fixture.Time.Advance(TimeSpan.FromMinutes(2));
            // No pause, no list: the server is well, it was only the connection.
            watch = (await fixture.Api.NextAsync($"resourceVersion={5 + round}&")).Stream();
            await watch.LineAsync(Event("MODIFIED", Json("a", 6 + round)));
            await fixture.Changes.ExpectAsync($"~a@{5 + round}>{6 + round}");
        }
    }
}
