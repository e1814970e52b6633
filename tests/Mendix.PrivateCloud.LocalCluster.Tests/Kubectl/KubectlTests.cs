using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Tests.Manifests;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Kubectl;

public sealed class KubectlTests : ClusterTest
{
    private const string DeploymentYaml =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: main, image: "nginx:1", ports: [{containerPort: 80}]}
        """;

    // The other kinds are in tests/ApiConformance.
    public static TheoryData<string> FurtherKinds => new()
    {
        "---\n{apiVersion: v1, kind: Namespace, metadata: {name: team}}",
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: busybox}]}}",
        "---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}}",
    };

    [Theory]
    [MemberData(nameof(FurtherKinds))]
    public async Task Further_kinds_are_applied_on_either_side_and_settle(string manifest)
    {
        Assert.Contains("created", await Kubectl.RunAsync("apply -f -", manifest, Cancellation), StringComparison.Ordinal);
        var again = await Kubectl.RunAsync("apply -f -", manifest, Cancellation);
        if (!manifest.Contains("PodDisruptionBudget", StringComparison.Ordinal))
        {
            // A kubectl that knows budgets replaces their selector as a whole, each time.
            Assert.Contains("unchanged", again, StringComparison.Ordinal);
        }

        Assert.Contains("deleted", await Kubectl.RunAsync("delete -f -", manifest, Cancellation), StringComparison.Ordinal);

        await Kubectl.RunAsync("apply --server-side -f -", manifest, Cancellation);
        var first = await ResourceVersionAsync(manifest);
        await Kubectl.RunAsync("apply --server-side -f -", manifest, Cancellation);
        if (!manifest.Contains("kind: Pod,", StringComparison.Ordinal))
        {
            // The status of a Pod moves on by itself.
            Assert.Equal(first, await ResourceVersionAsync(manifest));
        }
    }

    [Fact]
    public async Task Describe_shows_an_object_with_its_events()
    {
        await InstallWidgetsAsync();
        await Kubectl.RunAsync("apply -f -", WidgetManifests.Yaml("w"), Cancellation);
        var (_, widget) = await GetAsync($"{WidgetManifests.Path}/w");
        await CreateAsync("/apis/events.k8s.io/v1/namespaces/default/events", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "w.1" },
            ["eventTime"] = "2026-01-01T00:00:00.000000Z",
            ["regarding"] = new JsonObject
            {
                ["apiVersion"] = "example.com/v1",
                ["kind"] = "Widget",
                ["namespace"] = "default",
                ["name"] = "w",
                ["uid"] = (string?)widget["metadata"]!["uid"],
            },
            ["reason"] = "Polished",
            ["action"] = "Polish",
            ["note"] = "it shines",
            ["type"] = "Normal",
            ["reportingController"] = "example.com/polisher",
            ["reportingInstance"] = "polisher-1",
        });

        var text = await Kubectl.RunAsync("describe widget w", Cancellation);

        Assert.Contains("Color:  red", text, StringComparison.Ordinal);
        Assert.Matches("Normal +Polished .* it shines", text);
        Assert.Contains("Polished", await Kubectl.RunAsync("get events", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_label_annotate_and_rollout_work()
    {
        await InstallWidgetsAsync();
        await Kubectl.RunAsync("apply -f -", WidgetManifests.Yaml("w"), Cancellation);
        await Kubectl.RunAsync("apply -f -", DeploymentYaml, Cancellation);

        await Kubectl.RunAsync("scale widget/w --replicas=4", Cancellation);
        await Kubectl.RunAsync("scale deployment/web --replicas=3", Cancellation);
        await Kubectl.RunAsync("rollout status deployment/web --timeout=60s", Cancellation);
        await Kubectl.RunAsync("set image deployment/web main=nginx:2", Cancellation);
        await Kubectl.RunAsync("rollout status deployment/web --timeout=60s", Cancellation);
        await Kubectl.RunAsync("label widget w tier=web", Cancellation);
        await Kubectl.RunAsync("annotate widget w note=checked", Cancellation);

        Assert.Equal("4", await Kubectl.RunAsync("get wd -l tier=web -o jsonpath={.items[0].spec.replicas}", Cancellation));
        Assert.Equal("3", await Kubectl.RunAsync("get deployment web -o jsonpath={.status.readyReplicas}", Cancellation));
        Assert.Equal(
            "nginx:2 nginx:2 nginx:2",
            await Kubectl.RunAsync("get pods -l app=web -o jsonpath={.items[*].spec.containers[0].image}", Cancellation));
    }

    [Fact]
    public async Task Version_says_what_kind_of_server_this_is()
    {
        Assert.Matches("Server Version: .*localcluster", await Kubectl.RunAsync("version", Cancellation));
    }

    [Theory]
    [InlineData("background", 0)]
    [InlineData("foreground", 0)]
    [InlineData("orphan", 1)]
    public async Task Delete_cascades_as_asked(string cascade, int left)
    {
        await Kubectl.RunAsync("apply -f -", DeploymentYaml, Cancellation);
        await Kubectl.RunAsync("rollout status deployment/web --timeout=60s", Cancellation);

        await Kubectl.RunAsync($"delete deployment web --cascade={cascade}", Cancellation);

        await EventuallyAsync(() => GetAsync("/api/v1/namespaces/default/pods"), answer => answer.Body["items"]!.AsArray().Count == left);
    }

    [Fact]
    public async Task A_finalizer_holds_a_delete()
    {
        await InstallWidgetsAsync();
        await Kubectl.RunAsync("apply -f -", WidgetManifests.Yaml("w"), Cancellation);
        await Kubectl.RunAsync("""patch widget w --type=merge -p {"metadata":{"finalizers":["example.com/hold"]}}""", Cancellation);

        var delete = Kubectl.RunAsync("delete widget w --timeout=60s", Cancellation);
        await EventuallyAsync(
            () => GetAsync($"{WidgetManifests.Path}/w"), answer => answer.Body["metadata"]!["deletionTimestamp"] is not null);
        Assert.False(delete.IsCompleted);
        await Kubectl.RunAsync("""patch widget w --type=merge -p {"metadata":{"finalizers":null}}""", Cancellation);

        await delete;
    }

    [Fact]
    public async Task Describe_finds_all_that_it_looks_for()
    {
        await Kubectl.RunAsync("create ingress i --rule=x.org/p=svc:80", Cancellation);

        var space = await Kubectl.RunAsync("describe namespace default", Cancellation);
        var ingress = await Kubectl.RunAsync("describe ingress i", Cancellation);

        Assert.Contains("No resource quota.", space, StringComparison.Ordinal);
        Assert.Contains("No LimitRange resource.", space, StringComparison.Ordinal);
        Assert.DoesNotContain("could not find the requested resource", ingress, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create namespace team", "get namespace team -o jsonpath={.status.phase}", "Active")]
    [InlineData("create configmap c --from-literal=a=b", "get configmap c -o jsonpath={.data.a}", "b")]
    [InlineData("create secret generic s --from-literal=a=b", "get secret s -o jsonpath={.data.a}", "Yg==")]
    [InlineData("create deployment web --image=nginx:1 --replicas=2 --port=80", "get deployment web -o jsonpath={.spec.replicas}{.spec.selector}", """2{"matchLabels":{"app":"web"}}""")]
    [InlineData("create service clusterip web --tcp=80:http", "get service web -o jsonpath={.spec.ports[0].port}{.spec.ports[0].targetPort}", "80http")]
    [InlineData("create role r --verb=get --resource=pods", "get role r -o jsonpath={.rules[0]}", """{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}""")]
    [InlineData("create rolebinding r --role=r --user=me", "get rolebinding r -o jsonpath={.roleRef.name}{.subjects[0].name}", "rme")]
    [InlineData("create poddisruptionbudget p --selector=a=b --min-available=1", "get pdb p -o jsonpath={.spec.minAvailable}", "1")]
    [InlineData("create ingress i --rule=x.org/p=svc:http", "get ingress i -o jsonpath={.spec.rules[0].host}{.spec.rules[0].http.paths[0].backend.service.port.name}", "x.orghttp")]
    [InlineData("create serviceaccount robot", "get serviceaccount robot -o name", "serviceaccount/robot\n")]
    public async Task Create_makes_the_common_kinds_without_a_file(string create, string get, string expected)
    {
        var created = await Kubectl.TryAsync(create, null, Cancellation);
        if (created.Error.Contains("v1beta1", StringComparison.Ordinal))
        {
            Assert.Skip("this kubectl is so old that it creates the kind in a beta version");
        }

        Assert.Equal(0, created.ExitCode);
        Assert.Equal(expected, await Kubectl.RunAsync(get, Cancellation));
    }

    private async Task InstallWidgetsAsync()
    {
        await Kubectl.RunAsync("apply -f -", WidgetManifests.Definition, Cancellation);
        await Kubectl.RunAsync("wait --for=condition=Established crd/widgets.example.com --timeout=60s", Cancellation);
    }

    private Task<string> ResourceVersionAsync(string manifest) =>
        Kubectl.RunAsync("get -f - -o jsonpath={.metadata.resourceVersion}", manifest, Cancellation);
}
