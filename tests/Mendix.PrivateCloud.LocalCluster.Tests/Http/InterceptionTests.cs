using System.Collections.Concurrent;
using System.Net;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class InterceptionTests : ClusterTest
{
    private readonly ConcurrentQueue<LocalRequest> _seen = new();
    private Func<LocalRequest, LocalFault?> _before = _ => null;
    private Func<LocalRequest, LocalFault?> _after = _ => null;

    protected override LocalClusterOptions Options => new()
    {
        BeforeRequest = request => ValueTask.FromResult(_before(request)),
        AfterRequest = request =>
        {
            _seen.Enqueue(request);
            return ValueTask.FromResult(_after(request));
        },
    };

    [Fact]
    public async Task Requests_are_seen_with_their_outcome()
    {
        await CreateConfigMapAsync("a");
        await GetAsync($"{ConfigMaps}/none");
        await GetAsync(ConfigMaps);

        Assert.Equal(
            ["create configmaps 201", "get configmaps 404", "list configmaps 200"],
            _seen.Select(request => $"{request.Verb} {request.Resource} {request.StatusCode}"));
    }

    [Fact]
    public async Task A_fault_before_takes_the_place_of_the_request()
    {
        _before = _ => LocalFault.Status(429, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(1));

        using var response = await Http.GetAsync(ConfigMaps, Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.Empty(_seen);
    }

    [Fact]
    public async Task A_fault_after_hides_an_effect_that_happened()
    {
        _after = request => request.Verb == "create" ? LocalFault.DroppedConnection : null;

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => CreateConfigMapAsync("a"));

        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Fact]
    public async Task A_status_after_takes_the_place_of_the_answer()
    {
        _after = request => request.Verb == "create" ? LocalFault.Status(500, "InternalError", "lost") : null;

        var (code, status) = await SendAsync(HttpMethod.Post, ConfigMaps, ConfigMap("a").ToJsonString());

        Assert.Equal(HttpStatusCode.InternalServerError, code);
        Assert.Equal("lost", (string?)status["message"]);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"{ConfigMaps}/a")).Code);
    }
}
