using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// kubernetes-client/csharp #1640. The thread itself could not be read; this is our reading of it, from its neighbours about lost watches:
/// something that is no event ends the reading of a watch for good, or is passed over together with the change that it was to tell of.
/// For us such a line ends the connection, and the change is asked for again.
/// </summary>
public sealed class KubernetesClientCsharp1640
{
    [Theory]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("""{"type":"ADDED","object":{}}""")]
    [InlineData("""{"type":"ADDED","object":null}""")]
    [InlineData("""{"type":"RENAMED","object":{"metadata":{"name":"b","namespace":"apps","uid":"uid-b","resourceVersion":"7"}}}""")]
    [InlineData("""{"type":"ADDED","object":{"kind":"ConfigMap","metadata":{"name":"b","namespace":"apps","uid":"uid-b","resourceVersion":"7"}""")]
    [InlineData("""{"type":"ADDED","object":{"kind":"ConfigMap","metadata":{"name":"b","namespace":"apps","uid":"uid-b","resourceVersion":"7"},"data":{}""")]
    public async Task A_line_that_is_no_event_is_not_passed_over_with_the_change_it_should_have_told(string line)
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        await watch.LineAsync(Event("ADDED", Json("a", 6)));
        await watch.LineAsync(line);

        var again = (await fixture.NextAfterPauseAsync("resourceVersion=6&")).Stream();
        await again.LineAsync(Event("ADDED", Json("b", 7)));

        await fixture.Changes.ExpectAsync("+a@6", "+b@7");
        Assert.True(watch.ReaderSide.IsDisposed);
    }
}
