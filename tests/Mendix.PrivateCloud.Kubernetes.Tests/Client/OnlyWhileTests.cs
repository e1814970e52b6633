using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

/// <summary>A client that writes only while it may.</summary>
public sealed class OnlyWhileTests : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly ScriptedApi _api = new();
    private readonly KubernetesClient _client;

    public OnlyWhileTests() => _client = _api.NewClient(_time, new KubernetesClientOptions());

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task What_may_not_be_written_is_not_sent_and_reads_are()
    {
        var guarded = _client.OnlyWhile(() => false);

        var exception = await Assert.ThrowsAsync<KubernetesException>(() => guarded.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Namespace = "apps", Name = "a" } }, TestContext.Current.CancellationToken));
        Assert.Equal("NotPermittedNow", exception.Reason);
        Assert.False(_api.HasCall);

        var reading = guarded.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json(Json("a", 1));
        Assert.Equal("a", (await reading).Metadata.Name);
    }

    [Fact]
    public async Task A_write_is_not_repeated_when_it_may_not_be_any_more()
    {
        var may = true;
        var writing = _client.OnlyWhile(() => may).CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Namespace = "apps", Name = "a" } }, TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: "7");
        await Eventually.TrueAsync(() => _time.UntilNextTimer == TimeSpan.FromSeconds(7), "the pause begins", TestContext.Current.CancellationToken);

        may = false;
        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal("NotPermittedNow", (await Assert.ThrowsAsync<KubernetesException>(() => writing)).Reason);
        Assert.False(_api.HasCall);
    }
}
