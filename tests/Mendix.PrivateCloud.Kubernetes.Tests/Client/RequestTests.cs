using System.Net;
using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class RequestTests : IDisposable
{
    private readonly ScriptedApi _api = new();
    private readonly KubernetesClient _client;

    public RequestTests() => _client = _api.NewClient();

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task Get_asks_for_json_and_says_who_it_is()
    {
        var getting = _client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        var call = await _api.NextAsync();
        call.Json(Json("a", 7));

        var map = await getting;
        Assert.Equal("/api/v1/namespaces/apps/configmaps/a", call.PathAndQuery);
        Assert.StartsWith("mendix-privatecloud/", call.Headers.UserAgent.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/json", call.Headers.Accept.ToString());
        Assert.Equal("7", map.Metadata.ResourceVersion);
        Assert.Equal("x", map.Data!["key"]);
    }

    [Theory]
    [InlineData("http://rancher.test/k8s/clusters/c-1/")]
    [InlineData("http://rancher.test/k8s/clusters/c-1")]
    public async Task Paths_go_below_a_servers_own_path(string server)
    {
        using var http = new HttpClient(_api, disposeHandler: false) { BaseAddress = new Uri(server) };
        using var client = new KubernetesClient(http);
        var getting = client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        var call = await _api.NextAsync();
        call.Json(Json("a", 7));
        await getting;
        Assert.Equal("/k8s/clusters/c-1/api/v1/namespaces/apps/configmaps/a", call.PathAndQuery);
    }

    [Fact]
    public async Task Find_gives_null_for_what_is_not_there()
    {
        var finding = _client.FindAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.NotFound, "NotFound");
        Assert.Null(await finding);
    }

    [Fact]
    public async Task A_refusal_names_the_call_the_object_and_the_fields()
    {
        var creating = _client.CreateAsync(NewMap(), TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json(
            """
            {"kind":"Status","status":"Failure","message":"ConfigMap \"a\" is invalid","reason":"Invalid","code":422,
             "details":{"causes":[{"reason":"FieldValueInvalid","message":"must be short","field":"data.key"}]}}
            """,
            HttpStatusCode.UnprocessableEntity);

        var exception = await Assert.ThrowsAsync<KubernetesException>(() => creating);
        Assert.Equal("create configmaps apps/a failed: 422 Invalid: ConfigMap \"a\" is invalid", exception.Message);
        Assert.True(exception.IsInvalid);
        Assert.False(exception.IsTransient);
        Assert.Equal("data.key", Assert.Single(exception.Causes).Field);
    }

    [Fact]
    public async Task A_refused_secret_is_not_quoted()
    {
        var secret = new Secret { Metadata = new ObjectMeta { Namespace = "apps", Name = "s" }, StringData = new() { ["password"] = "hunter2" } };
        var creating = _client.CreateAsync(secret, TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json(
            """
            {"kind":"Status","status":"Failure","message":"cannot decode ...\"password\":\"hunter2\"...","reason":"BadRequest","code":400,
             "details":{"causes":[{"message":"hunter2","field":"data"}]}}
            """,
            HttpStatusCode.BadRequest);

        var exception = await Assert.ThrowsAsync<KubernetesException>(() => creating);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(exception.Causes, cause => cause.Message is not null);
        Assert.Contains("create secrets apps/s failed: 400 BadRequest", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_proxy_says_is_shown_shortened()
    {
        var getting = _client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json("<html>\n  bad   gateway" + new string('!', 1000), HttpStatusCode.BadGateway);
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => getting);
        Assert.StartsWith("get configmaps apps/a failed: 502 BadGateway: <html> bad gateway!!!", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 0, 300);
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task An_answer_that_is_no_object_is_told_without_its_content()
    {
        var getting = _client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json("""{"metadata":{"name":"a"},"data":{"key":12345}}""");
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => getting);
        Assert.Contains("$.data.key", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_sends_manager_and_force()
    {
        var applying = _client.ApplyAsync(NewMap(), new ApplyOptions { FieldManager = "me/too", DryRun = true }, TestContext.Current.CancellationToken);
        var call = await _api.NextAsync();
        call.Json(Json("a", 7));
        await applying;
        Assert.Equal(HttpMethod.Patch, call.Method);
        Assert.Equal("/api/v1/namespaces/apps/configmaps/a?fieldManager=me%2Ftoo&force=true&dryRun=All", call.PathAndQuery);
        Assert.Equal("application/apply-patch+yaml", call.ContentType);
        Assert.Equal("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"apps"},"data":{"key":"x"}}""", call.Body);
    }

    [Fact]
    public async Task Delete_sends_its_preconditions()
    {
        var map = NewMap();
        map.Metadata.Uid = "u-1";
        var deleting = _client.DeleteAsync(map, DeletePropagation.Foreground, TestContext.Current.CancellationToken);
        var call = await _api.NextAsync();
        call.Json("{}");
        Assert.True(await deleting);
        Assert.Equal("""{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Foreground","preconditions":{"uid":"u-1"}}""", call.Body);
    }

    [Fact]
    public async Task Delete_of_what_is_gone_is_false_and_of_another_a_conflict()
    {
        var deleting = _client.DeleteAsync<ConfigMap>("apps", "a", cancellationToken: TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.NotFound, "NotFound");
        Assert.False(await deleting);

        deleting = _client.DeleteAsync<ConfigMap>("apps", "a", new DeleteOptions { Uid = "u" }, TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.Conflict, "Conflict");
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => deleting)).IsConflict);
    }

    [Fact]
    public async Task Patches_carry_their_type_and_subresource()
    {
        var patching = _client.PatchAsync<ConfigMap>("apps", "a", PatchType.Json, "[]"u8.ToArray(), "status", TestContext.Current.CancellationToken);
        var call = await _api.NextAsync("/configmaps/a/status");
        call.Json(Json("a", 7));
        await patching;
        Assert.Equal("application/json-patch+json", call.ContentType);
    }

    [Fact]
    public async Task All_pages_are_read_with_the_selectors_but_the_version_only_once()
    {
        var options = new ListOptions { LabelSelector = "app in (a,b)", FieldSelector = "metadata.name=x", Limit = 2, ResourceVersion = "5" };
        var listing = _client.ListAllAsync<ConfigMap>(null, options, TestContext.Current.CancellationToken).ToListAsync().AsTask();
        var first = await _api.NextAsync("/api/v1/configmaps?labelSelector=app%20in%20%28a%2Cb%29&fieldSelector=metadata.name%3Dx&limit=2&resourceVersion=5");
        first.Json(ListPage(9, "more&more", Json("a", 1), Json("b", 2)));
        var second = await _api.NextAsync("&limit=2&continue=more%26more");
        second.Json(ListPage(9, "", Json("c", 3)));
        Assert.Equal(["a", "b", "c"], (await listing).Select(map => map.Metadata.Name));
        Assert.DoesNotContain("resourceVersion", second.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_items_is_empty()
    {
        var listing = _client.ListAsync<ConfigMap>("apps", cancellationToken: TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json("""{"metadata":{"resourceVersion":"3"},"items":null}""");
        var list = await listing;
        Assert.Empty(list.Items);
        Assert.Equal("3", list.ResourceVersion);
        Assert.Null(list.Continue);
    }

    [Fact]
    public async Task Version_and_kinds_can_be_asked_for()
    {
        var asking = _client.GetVersionAsync(TestContext.Current.CancellationToken);
        (await _api.NextAsync("/version")).Json("""{"major":"1","minor":"31+","gitVersion":"v1.31.2"}""");
        Assert.Equal(new KubernetesVersion("1", "31+", "v1.31.2"), await asking);

        var having = _client.HasKindAsync<Ingress>(TestContext.Current.CancellationToken);
        (await _api.NextAsync("/apis/networking.k8s.io/v1")).Json("""{"resources":[{"name":"ingresses/status"},{"name":"ingresses"}]}""");
        Assert.True(await having);

        having = _client.HasKindAsync<Ingress>(TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Status(HttpStatusCode.NotFound, "NotFound");
        Assert.False(await having);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var getting = _client.GetAsync<ConfigMap>("apps", "a", stop.Token);
        await _api.NextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
    }

    [Fact]
    public async Task A_namespace_must_be_given_where_one_is_needed() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _client.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "a" } }));

    [Fact]
    public async Task Large_answers_are_read_whole()
    {
        var getting = _client.GetAsync<ConfigMap>("apps", "a", TestContext.Current.CancellationToken);
        var value = new string('v', 300_000);
        var stream = (await _api.NextAsync()).Stream();
        foreach (var chunk in Encoding.UTF8.GetBytes(Json("a", 7, value: value)).Chunk(1000))
        {
            await stream.BytesAsync(chunk);
        }

        await stream.EndAsync();
        Assert.Equal(value, (await getting).Data!["key"]);
    }

    private static ConfigMap NewMap() => new() { Metadata = new ObjectMeta { Namespace = "apps", Name = "a" }, Data = new() { ["key"] = "x" } };
}
