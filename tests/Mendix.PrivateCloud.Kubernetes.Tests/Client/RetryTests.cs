using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class RetryTests : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly ScriptedApi _api = new();
    private readonly KubernetesClient _client;

    public RetryTests() => _client = _api.NewClient(_time, new KubernetesClientOptions());

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task Busy_servers_are_asked_again_when_they_say()
    {
        var creating = _client.CreateAsync(NewMap(), TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: "7");
        await Eventually.TrueAsync(() => _time.UntilNextTimer == TimeSpan.FromSeconds(7), "the pause begins", TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(6.9));
        await Task.Yield();
        Assert.False(_api.HasCall);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await _api.NextAsync()).Json(Json("a", 1));
        Assert.Equal("1", (await creating).Metadata.ResourceVersion);
    }

    [Fact]
    public async Task An_applied_object_that_does_not_fit_the_schema_is_no_passing_fault()
    {
        var applying = _client.ApplyAsync(NewMap(), new ApplyOptions { FieldManager = "tests" }, TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json("""
            {"kind":"Status","apiVersion":"v1","status":"Failure","code":500,
             "message":"failed to create typed patch object (apps/a; v1, Kind=ConfigMap): .spec: field not declared in schema"}
            """, HttpStatusCode.InternalServerError);
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => applying);
        Assert.True(exception.IsInvalid);
        Assert.False(exception.IsTransient);
        Assert.Contains("field not declared", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wish_that_is_too_long_is_handed_to_the_caller()
    {
        var getting = _client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", retryAfter: "60");
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => getting);
        Assert.Equal(TimeSpan.FromSeconds(60), exception.RetryAfter);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Reads_are_repeated_but_not_for_ever(HttpStatusCode status)
    {
        var getting = _client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await NextAfterPauseAsync(getting).ContinueWith(call => call.Result.Status(status, "Some"), TestContext.Current.CancellationToken);
        }

        var exception = await Assert.ThrowsAsync<KubernetesException>(() => getting);
        Assert.True(exception.IsTransient);
        Assert.InRange(_time.Elapsed, TimeSpan.FromMilliseconds(750), TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public async Task A_create_whose_outcome_is_unknown_is_not_repeated()
    {
        var creating = _client.CreateAsync(NewMap(), TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => creating);
        Assert.Equal("create configmaps apps/a got no answer: cut", exception.Message);
        Assert.Null(exception.StatusCode);
    }

    [Fact]
    public async Task A_create_that_never_left_is_repeated()
    {
        var creating = _client.CreateAsync(NewMap(), TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        (await NextAfterPauseAsync(creating)).Json(Json("a", 1));
        await creating;
    }

    [Fact]
    public async Task An_apply_is_repeated_with_the_same_body()
    {
        var applying = _client.ApplyAsync(NewMap(), new ApplyOptions { FieldManager = "me" }, TestContext.Current.CancellationToken);
        var first = await _api.NextAsync();
        first.Fail(new IOException("cut"));
        var second = await NextAfterPauseAsync(applying);
        second.Json(Json("a", 1));
        await applying;
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task An_attempt_has_a_time_limit()
    {
        using var client = _api.NewClient(_time, new KubernetesClientOptions { MaxRetries = 0 });
        var creating = client.CreateAsync(NewMap(), TestContext.Current.CancellationToken);
        await _api.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => creating);
        Assert.Contains("no answer within 30 s; whether it was carried out is unknown", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task The_limit_holds_for_the_body_too()
    {
        using var client = _api.NewClient(_time, new KubernetesClientOptions { MaxRetries = 0 });
        var getting = client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        var stream = (await _api.NextAsync()).Stream();
        await stream.BytesAsync("{"u8.ToArray());
        await stream.ReadingAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<KubernetesException>(() => getting);
        Assert.True(stream.ReaderSide.IsDisposed);
    }

    private async Task<Exchange> NextAfterPauseAsync(Task call)
    {
        await Eventually.TrueAsync(
            () =>
            {
                // The pause is the only timer while no attempt runs.
                if (!_api.HasCall && !call.IsCompleted && _time.UntilNextTimer is { } pause && pause < TimeSpan.FromSeconds(20))
                {
                    _time.Advance(pause);
                }

                return _api.HasCall;
            },
            "the call is repeated",
            TestContext.Current.CancellationToken);
        return await _api.NextAsync();
    }

    private static ConfigMap NewMap() => new() { Metadata = new ObjectMeta { Namespace = "apps", Name = "a" } };
}
