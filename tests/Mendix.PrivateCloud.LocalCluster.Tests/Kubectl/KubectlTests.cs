using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Tests.Manifests;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Kubectl;

public sealed class KubectlTests : ClusterTest
{
    private const string ConfigMapYaml =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, labels: {app: shop}}
        data: {color: blue, size: "3"}
        """;

    private const string SecretYaml =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: login}
        data: {user: c29tZWJvZHk=}
        """;

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

    public static TheoryData<string> EveryKind => new()
    {
        ConfigMapYaml,
        SecretYaml,
        DeploymentYaml,
        WidgetManifests.Yaml("w"),
        "---\n{apiVersion: v1, kind: Namespace, metadata: {name: team}}",
        "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}",
        "---\n{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}}",
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: busybox}]}}",
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec:
          rules:
          - host: shop.example.com
            http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
        """,
        "---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}}",
        "---\n{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: leader}, spec: {holderIdentity: me, leaseDurationSeconds: 15}}",
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
        """,
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{kind: ServiceAccount, name: robot, namespace: default}]
        """,
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task Every_kind_is_applied_on_either_side_and_settles(string manifest)
    {
        await InstallWidgetsAsync();

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
        if (!manifest.Contains("Deployment", StringComparison.Ordinal) && !manifest.Contains("kind: Pod,", StringComparison.Ordinal))
        {
            // The status of these two moves on by itself.
            Assert.Equal(first, await ResourceVersionAsync(manifest));
        }
    }

    [Fact]
    public async Task Get_prints_tables_names_and_YAML()
    {
        await InstallWidgetsAsync();
        await Kubectl.RunAsync("apply -f -", WidgetManifests.Yaml("w"), Cancellation);
        await Kubectl.RunAsync("apply -f -", DeploymentYaml, Cancellation);

        var table = await Kubectl.RunAsync("get widgets", Cancellation);
        Assert.Matches(@"^NAME +SIZE +PHASE\s+w +3", table);
        Assert.Contains("COLOR", await Kubectl.RunAsync("get wd -o wide", Cancellation), StringComparison.Ordinal);
        Assert.Equal("widget.example.com/w\n", await Kubectl.RunAsync("get wd -o name", Cancellation));
        Assert.Contains("color: red", await Kubectl.RunAsync("get wd w -o yaml", Cancellation), StringComparison.Ordinal);
        Assert.Matches(@"NAME +READY +UP-TO-DATE +AVAILABLE +AGE\s+web ", await Kubectl.RunAsync("get deployments", Cancellation));
        Assert.Contains("widget.example.com/w", await Kubectl.RunAsync("get all", Cancellation), StringComparison.Ordinal);
        Assert.Contains("NAMESPACE", await Kubectl.RunAsync("get wd -A --show-labels", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_follows_changes()
    {
        await InstallWidgetsAsync();
        using var watch = Kubectl.Start("get widgets -w");
        try
        {
            await Kubectl.RunAsync("apply -f -", WidgetManifests.Yaml("first"), Cancellation);
            Assert.StartsWith("NAME", await watch.StandardOutput.ReadLineAsync(Cancellation), StringComparison.Ordinal);
            Assert.Matches("^first +3", await watch.StandardOutput.ReadLineAsync(Cancellation));

            await Kubectl.RunAsync("""patch widget first --type=merge -p {"spec":{"size":5}}""", Cancellation);
            Assert.Matches("^first +5", await watch.StandardOutput.ReadLineAsync(Cancellation));
        }
        finally
        {
            watch.Kill();
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
    public async Task Wait_sees_conditions_and_deletions()
    {
        await InstallWidgetsAsync();
        await Kubectl.RunAsync("apply -f -", WidgetManifests.Yaml("w"), Cancellation);
        var ready = Kubectl.RunAsync("wait --for=condition=Ready widget/w --timeout=60s", Cancellation);
        await SendAsync(
            HttpMethod.Patch,
            $"{WidgetManifests.Path}/w/status",
            """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""",
            "application/merge-patch+json");
        Assert.Contains("condition met", await ready, StringComparison.Ordinal);

        var gone = Kubectl.RunAsync("wait --for=delete widget/w --timeout=60s", Cancellation);
        await Kubectl.RunAsync("delete widget w", Cancellation);
        await gone;
    }

    [Fact]
    public async Task Patch_speaks_its_three_formats()
    {
        await Kubectl.RunAsync("apply -f -", DeploymentYaml, Cancellation);

        await Kubectl.RunAsync(
            """patch deployment web -p {"spec":{"template":{"spec":{"containers":[{"name":"side","image":"side:1"}]}}}}""", Cancellation);
        await Kubectl.RunAsync("""patch deployment web --type=json -p [{"op":"replace","path":"/spec/replicas","value":2}]""", Cancellation);
        await Kubectl.RunAsync("""patch deployment web --type=merge -p {"metadata":{"labels":{"a":"b"}}}""", Cancellation);

        Assert.Equal(
            "side main 2 b",
            await Kubectl.RunAsync(
                "get deployment web -o jsonpath={.spec.template.spec.containers[*].name}|{.spec.replicas}|{.metadata.labels.a}", Cancellation)
                is var text ? text.Replace('|', ' ') : "");
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
    public async Task Explain_api_resources_and_version_know_what_is_served()
    {
        await InstallWidgetsAsync();

        Assert.Contains("How large it is.", await Kubectl.RunAsync("explain widget.spec.size", Cancellation), StringComparison.Ordinal);
        Assert.Contains("containers", await Kubectl.RunAsync("explain deployment.spec.template.spec", Cancellation), StringComparison.Ordinal);
        Assert.Matches("widgets +wd +example.com/v1 +true +Widget", await Kubectl.RunAsync("api-resources", Cancellation));
        Assert.Contains("example.com/v1", await Kubectl.RunAsync("api-versions", Cancellation), StringComparison.Ordinal);
        Assert.Matches("Server Version: .*localcluster", await Kubectl.RunAsync("version", Cancellation));
        Assert.Equal("yes\n", await Kubectl.RunAsync("auth can-i create widgets", Cancellation));
    }

    [Fact]
    public async Task A_typo_is_refused_before_it_does_harm()
    {
        await InstallWidgetsAsync();
        var typo = WidgetManifests.Yaml("w").Replace("size: 3", "size: 3, colour: red", StringComparison.Ordinal);

        var result = await Kubectl.TryAsync("apply -f -", typo, Cancellation);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("unknown field \"(spec[.])?colour\"", result.Error);
    }

    [Fact]
    public async Task Applying_what_somebody_else_owns_conflicts_until_forced()
    {
        await InstallWidgetsAsync();
        await Kubectl.RunAsync("apply --server-side --field-manager=one -f -", WidgetManifests.Yaml("w"), Cancellation);

        var refused = await Kubectl.TryAsync("apply --server-side --field-manager=two -f -", WidgetManifests.Yaml("w", 4), Cancellation);
        await Kubectl.RunAsync("apply --server-side --field-manager=two --force-conflicts -f -", WidgetManifests.Yaml("w", 4), Cancellation);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("conflict with \"one\": .spec.size", refused.Error, StringComparison.Ordinal);
        Assert.Equal("4", await Kubectl.RunAsync("get widget w -o jsonpath={.spec.size}", Cancellation));
    }

    [Fact]
    public async Task Diff_shows_what_an_apply_would_change()
    {
        await Kubectl.RunAsync("apply -f -", ConfigMapYaml, Cancellation);

        var diff = await Kubectl.TryAsync("diff -f -", ConfigMapYaml.Replace("blue", "green", StringComparison.Ordinal), Cancellation);

        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("+  color: green", diff.Output, StringComparison.Ordinal);
        Assert.Equal("blue", await Kubectl.RunAsync("get configmap settings -o jsonpath={.data.color}", Cancellation));
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
