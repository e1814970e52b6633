using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>What `kubectl get` prints comes from the server.</summary>
public abstract class TableTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private const string Table = "application/json;as=Table;g=meta.k8s.io;v=v1";

    [Fact]
    public async Task A_list_as_a_table_has_columns_rows_and_a_version()
    {
        await CreateConfigMapAsync("a", labels: new() { ["x"] = "y" });

        var table = await GetAsync($"{ConfigMaps}?labelSelector=x", Table);

        Assert.Equal(("Table", "meta.k8s.io/v1"), ((string?)table.Body["kind"], (string?)table.Body["apiVersion"]));
        Assert.NotEmpty(table.ResourceVersion);
        Assert.Equal("Name:string:name:0 Data:string/integer::0 Age:string::0", Columns(table, "Data"));
        var row = Assert.Single(table.Body["rows"]!.AsArray())!;
        Assert.Equal(["a", "1"], row["cells"]!.AsArray().Take(2).Select(cell => cell!.ToString()));
        Assert.Matches(@"^\d+s$", (string?)row["cells"]![2]);
        Assert.Equal(("PartialObjectMetadata", "meta.k8s.io/v1"), ((string?)row["object"]!["kind"], (string?)row["object"]!["apiVersion"]));
        Assert.Equal("a", (string?)row["object"]!["metadata"]!["name"]);
        Assert.Null(row["object"]!["data"]);
    }

    [Theory]
    [InlineData("None", null)]
    [InlineData("Metadata", "PartialObjectMetadata")]
    [InlineData("Object", "ConfigMap")]
    public async Task The_client_chooses_what_stands_beside_the_cells(string includeObject, string? kind)
    {
        await CreateConfigMapAsync("a", labels: new() { ["x"] = "y" });

        var table = await GetAsync($"{ConfigMaps}?labelSelector=x&includeObject={includeObject}", Table);

        Assert.Equal(kind, (string?)table.Body["rows"]![0]!["object"]?["kind"]);
    }

    [Fact]
    public async Task One_object_is_a_table_of_one_row()
    {
        await CreateConfigMapAsync("a");

        var table = await GetAsync($"{ConfigMaps}/a", Table);

        Assert.Equal("a", (string?)Assert.Single(table.Body["rows"]!.AsArray())!["cells"]![0]);
    }

    [Fact]
    public async Task Custom_resources_have_the_columns_that_they_declare()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");
        await PatchAsync($"{Widgets}/w/status", """{"status":{"conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}}""");

        var table = await GetAsync(Widgets, Table);

        Assert.Equal("Name:string:name:0 Size:integer::0 Phase:string::0 Color:string::1 Ready:string::0", Columns(table));
        Assert.Equal("How large.", (string?)table.Body["columnDefinitions"]![1]!["description"]);
        Json.Equal("""["w",3,null,"red","True"]""", table.Body["rows"]![0]!["cells"]);
    }

    [Fact]
    public async Task A_watch_brings_tables_and_names_the_columns_once()
    {
        await CreateLeaseAsync("a");
        await CreateLeaseAsync("b");

        using var watch = await WatchAsync(Leases, accept: Table);

        var first = (await watch.NextAsync(Cancellation))!["object"]!;
        var second = (await watch.NextAsync(Cancellation))!["object"]!;
        Assert.Equal(("Table", "Table"), ((string?)first["kind"], (string?)second["kind"]));
        Assert.NotEmpty(first["columnDefinitions"]!.AsArray());
        Assert.True(second["columnDefinitions"] is null or JsonArray { Count: 0 });
        Assert.Equal(["a", "b"], new[] { first, second }.Select(table => (string?)Assert.Single(table["rows"]!.AsArray())!["cells"]![0]).Order());
    }

    public static TheoryData<string, string, string> Kinds() => new()
    {
        { "/api/v1/namespaces/{0}/secrets", """{"metadata":{"name":"n"},"data":{"a":"eA=="}}""", "NAME=n TYPE=Opaque DATA=1" },
        {
            "/apis/apps/v1/namespaces/{0}/deployments",
            """{"metadata":{"name":"n"},"spec":{"replicas":0,"selector":{"matchLabels":{"a":"1"}},"template":{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""",
            "NAME=n READY=0/0 UP-TO-DATE=0 AVAILABLE=0 CONTAINERS=c IMAGES=i SELECTOR=a=1"
        },
        { "/apis/networking.k8s.io/v1/namespaces/{0}/ingresses", """{"metadata":{"name":"n"},"spec":{"tls":[{}],"rules":[{"host":"a"},{"host":"b"},{"host":"c"},{"host":"d"}]}}""", "NAME=n CLASS=<none> HOSTS=a,b,c + 1 more... ADDRESS= PORTS=80, 443" },
        { "/api/v1/namespaces/{0}/services", """{"metadata":{"name":"n"},"spec":{"clusterIP":"None","ports":[{"port":80}],"selector":{"a":"1"}}}""", "NAME=n TYPE=ClusterIP CLUSTER-IP=None EXTERNAL-IP=<none> PORT(S)=80/TCP SELECTOR=a=1" },
        { "/apis/coordination.k8s.io/v1/namespaces/{0}/leases", """{"metadata":{"name":"n"},"spec":{"holderIdentity":"me"}}""", "NAME=n HOLDER=me" },
        {
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{0}/rolebindings",
            """{"metadata":{"name":"n"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"u"},{"kind":"ServiceAccount","namespace":"x","name":"s"}]}""",
            "NAME=n ROLE=Role/r USERS=u GROUPS= SERVICEACCOUNTS=x/s"
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Built_in_kinds_have_the_columns_that_people_know(string path, string body, string expected)
    {
        path = path.Replace("{0}", Space, StringComparison.Ordinal);
        await CreateAsync(path, Json.Parse(body));

        var table = await GetAsync($"{path}/n", Table);

        var cells = table.Ok().Body["rows"]![0]!["cells"]!.AsArray();
        Assert.Equal(expected, string.Join(' ', table.Body["columnDefinitions"]!.AsArray()
            .Zip(cells, (column, cell) => $"{((string)column!["name"]!).ToUpperInvariant()}={cell}")
            .Where(cell => !cell.StartsWith("AGE=", StringComparison.Ordinal))));
    }

    /// <summary>Each as <c>name:type:format:priority</c>; the type of one column became more exact with time.</summary>
    private static string Columns(Answer table, string? lenient = null) => string.Join(' ', table.Body["columnDefinitions"]!.AsArray().Select(column =>
        $"{column!["name"]}:{((string?)column["name"] == lenient ? "string/integer" : column["type"])}:{column["format"]}:{column["priority"]}"));
}

public sealed class LocalTableTests(LocalServer server) : TableTests(server);

public sealed class RealTableTests(RealServer server) : TableTests(server);
