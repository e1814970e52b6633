using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>
/// What a server must do, over HTTP and in a namespace of its own. Two classes derive from each theme, one for each server; the expectations
/// are the same. Where one is told otherwise, <see cref="Since"/> or <see cref="Differs"/> says so in the test.
/// </summary>
public abstract class ApiServerTest(IApiServerUnderTest server) : IAsyncLifetime
{
    protected const string MergePatch = "application/merge-patch+json";
    protected const string JsonPatch = "application/json-patch+json";
    protected const string StrategicMergePatch = "application/strategic-merge-patch+json";
    protected const string ApplyPatch = "application/apply-patch+yaml";
    protected const string Namespaces = "/api/v1/namespaces";
    protected const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected IApiServerUnderTest Server => server;

    /// <summary>Ends a test that waits in vain.</summary>
    protected CancellationToken Cancellation => _limit.Token;

    /// <summary>The namespace of this test.</summary>
    protected string Space { get; } = $"conformance-{RandomName()}";

    protected string ConfigMaps => $"{Namespaces}/{Space}/configmaps";

    protected string Secrets => $"{Namespaces}/{Space}/secrets";

    /// <summary>Custom resources, after <see cref="InstallWidgetsAsync"/>.</summary>
    protected string Widgets => $"/apis/{ApiConformance.Widgets.Group}/v1/namespaces/{Space}/widgets";

    /// <summary>Nobody else makes leases in a namespace, so whole lists are known.</summary>
    protected string Leases => $"/apis/coordination.k8s.io/v1/namespaces/{Space}/leases";

    public async ValueTask InitializeAsync()
    {
        _limit.CancelAfter(TimeSpan.FromMinutes(2));
        await server.StartAsync(Cancellation);
        (await PostAsync(Namespaces, Named(Space))).Ok();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (server.Http is not null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Namespaces}/{Space}");
            using var answer = await server.Http.SendAsync(request);
        }

        _limit.Dispose();
    }

    /// <summary>Skips the test on a server older than the behaviour.</summary>
    protected void Since(int minor, string what)
    {
        if (server.Minor < minor)
        {
            Assert.Skip($"{what} came with Kubernetes 1.{minor}, and this server is 1.{server.Minor}.");
        }
    }

    /// <summary>The wording that is expected: today's (seen on 1.36), or that of 1.20, or on a server between the two whichever it chose.</summary>
    protected string Wording(string now, string then, Answer answer) => server switch
    {
        { Minor: <= 20 } => then,
        { IsLocalCluster: true } or { Minor: >= 36 } => now,
        _ => answer.Message!.Contains(then, StringComparison.Ordinal) ? then : now,
    };

    /// <summary>Whether this server is to differ here, as the README of LocalCluster tells its users.</summary>
    protected bool Differs(Difference difference)
    {
        Assert.Contains(difference.Text, Difference.Readme, StringComparison.Ordinal);
        return server.IsLocalCluster;
    }

    protected async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json", string? accept = null)
    {
        using var request = Request(method, path, accept);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        using var response = await server.Http.SendAsync(request, Cancellation);
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.Select(Unquoted) : [];
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), [.. warnings]);
    }

    protected Task<Answer> GetAsync(string path, string? accept = null) => SendAsync(HttpMethod.Get, path, accept: accept);

    protected Task<Answer> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body.ToJsonString());

    protected Task<Answer> PutAsync(string path, JsonObject body) => SendAsync(HttpMethod.Put, path, body.ToJsonString());

    protected Task<Answer> PatchAsync(string path, string patch, string contentType = MergePatch) => SendAsync(HttpMethod.Patch, path, patch, contentType);

    protected Task<Answer> DeleteAsync(string path, string? options = null) => SendAsync(HttpMethod.Delete, path, options);

    protected async Task<Answer> CreateAsync(string path, JsonObject body) => (await PostAsync(path, body)).Ok();

    protected Task<Answer> CreateConfigMapAsync(string name, string value = "1", JsonObject? labels = null) =>
        CreateAsync(ConfigMaps, ConfigMap(name, value, labels));

    protected Task<Answer> CreateLeaseAsync(string name, JsonObject? labels = null) =>
        CreateAsync(Leases, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels } });

    /// <summary>Defines the kind of <see cref="Widgets"/>, once on each server.</summary>
    protected Task InstallWidgetsAsync() => server.OnceAsync("widgets", async () =>
    {
        var answer = await PostAsync(Definitions, ApiConformance.Widgets.Definition());
        Assert.True(answer.Code is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.Text);
        await EventuallyAsync(Widgets, list => list.Code == HttpStatusCode.OK);
        await EventuallyAsync("/apis", groups => groups.Text.Contains(ApiConformance.Widgets.Group, StringComparison.Ordinal));
    });

    protected Task<Answer> CreateWidgetAsync(string name, string spec = """{"size":3}""") => CreateAsync(Widgets, ApiConformance.Widgets.Widget(name, spec));

    /// <summary>Applies a spec to the widget <c>w</c>.</summary>
    protected Task<Answer> ApplyWidgetAsync(string manager, string spec, string query = "", string metadata = "") => SendAsync(
        HttpMethod.Patch, $"{Widgets}/w?fieldManager={manager}{query}",
        $$"""{"apiVersion":"{{ApiConformance.Widgets.Group}}/v1","kind":"Widget","metadata":{"name":"w"{{metadata}}},"spec":{{spec}}}""", ApplyPatch);

    /// <summary>Opens a watch of a path and query.</summary>
    protected async Task<WatchReader> WatchAsync(string path, string query = "", string? accept = null)
    {
        using var request = Request(HttpMethod.Get, $"{path}?watch=true&{query}", accept);
        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new WatchReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation)));
    }

    /// <summary>Asks until the answer is as expected. The limit is only there so that a broken test ends.</summary>
    protected Task<Answer> EventuallyAsync(string path, Predicate<Answer> expected) => EventuallyAsync(() => GetAsync(path), expected);

    protected async Task<Answer> EventuallyAsync(Func<Task<Answer>> ask, Predicate<Answer> expected)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            var answer = await ask();
            if (expected(answer))
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(1), $"The last answer was {answer.Text}");
            await Task.Delay(10, Cancellation);
        }
    }

    protected Task WaitUntilGoneAsync(string path) => EventuallyAsync(path, answer => answer.Code == HttpStatusCode.NotFound);

    protected static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };

    protected static JsonObject ConfigMap(string name, string value = "1", JsonObject? labels = null) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
        ["data"] = new JsonObject { ["key"] = value },
    };

    protected static string RandomName() => RandomNumberGenerator.GetHexString(10, lowercase: true);

    private static HttpRequestMessage Request(HttpMethod method, string path, string? accept)
    {
        var request = new HttpRequestMessage(method, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return request;
    }

    // 299 - "text"
    private static string Unquoted(string warning) =>
        warning[(warning.IndexOf('"', StringComparison.Ordinal) + 1)..^1].Replace("\\\"", "\"", StringComparison.Ordinal);
}
