using Mendix.PrivateCloud.ApiConformance.Servers;
using Mendix.PrivateCloud.Testing.Kubectl;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>The real kubectl, with all that it finds out before it does anything.</summary>
public abstract class KubectlTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private const string ConfigMapYaml =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, labels: {app: shop}}
        data: {color: blue, size: "3"}
        """;

    private const string DeploymentYaml =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 0
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
        DeploymentYaml,
        WidgetYaml(),
        "---\n{apiVersion: v1, kind: Secret, metadata: {name: login}, data: {user: c29tZWJvZHk=}}",
        "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}",
        "---\n{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]}}",
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec:
          rules:
          - host: shop.example.com
            http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
        """,
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
        using var kubectl = new KubectlRunner(Server.KubeConfig);

        Assert.Contains("created", await RunAsync(kubectl, "apply -f -", manifest), StringComparison.Ordinal);
        Assert.Contains("unchanged", await RunAsync(kubectl, "apply -f -", manifest), StringComparison.Ordinal);
        Assert.Contains("deleted", await RunAsync(kubectl, "delete -f -", manifest), StringComparison.Ordinal);

        await RunAsync(kubectl, "apply --server-side -f -", manifest);
        var first = await RunAsync(kubectl, "get -f - -o jsonpath={.metadata.generation}{.spec}", manifest);
        await RunAsync(kubectl, "apply --server-side -f -", manifest);
        Assert.Equal(first, await RunAsync(kubectl, "get -f - -o jsonpath={.metadata.generation}{.spec}", manifest));
    }

    [Fact]
    public async Task Get_prints_tables_names_and_YAML()
    {
        await InstallWidgetsAsync();
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        await CreateWidgetAsync("w");

        Assert.Matches(@"^NAME +SIZE +PHASE +READY\s+w +3", await RunAsync(kubectl, $"get {ApiConformance.Widgets.Name}"));
        Assert.Contains("COLOR", await RunAsync(kubectl, "get wd -o wide"), StringComparison.Ordinal);
        Assert.Equal($"widget.{ApiConformance.Widgets.Group}/w\n", await RunAsync(kubectl, "get wd -o name"));
        Assert.Contains("color: red", await RunAsync(kubectl, "get wd w -o yaml"), StringComparison.Ordinal);
        Assert.Contains($"widget.{ApiConformance.Widgets.Group}/w", await RunAsync(kubectl, "get all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_follows_changes()
    {
        await InstallWidgetsAsync();
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        using var watch = kubectl.Start($"-n {Space} get {ApiConformance.Widgets.Name} -w");
        try
        {
            await CreateWidgetAsync("first");
            Assert.StartsWith("NAME", await watch.StandardOutput.ReadLineAsync(Cancellation), StringComparison.Ordinal);
            Assert.Matches("^first +3", await watch.StandardOutput.ReadLineAsync(Cancellation));

            await PatchAsync($"{Widgets}/first", """{"spec":{"size":5}}""");
            Assert.Matches("^first +5", await watch.StandardOutput.ReadLineAsync(Cancellation));
        }
        finally
        {
            watch.Kill();
        }
    }

    [Fact]
    public async Task Wait_sees_conditions_and_deletions()
    {
        await InstallWidgetsAsync();
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        await CreateWidgetAsync("w");
        var ready = RunAsync(kubectl, $"wait --for=condition=Ready {ApiConformance.Widgets.Name}/w --timeout=60s");
        await PatchAsync($"{Widgets}/w/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");
        Assert.Contains("condition met", await ready, StringComparison.Ordinal);

        var gone = RunAsync(kubectl, $"wait --for=delete {ApiConformance.Widgets.Name}/w --timeout=60s");
        await RunAsync(kubectl, $"delete {ApiConformance.Widgets.Name} w");
        await gone;
    }

    [Fact]
    public async Task Patch_speaks_its_three_formats()
    {
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        await RunAsync(kubectl, "apply -f -", DeploymentYaml);

        await RunAsync(kubectl, """patch deployment web -p {"spec":{"template":{"spec":{"containers":[{"name":"side","image":"side:1"}]}}}}""");
        await RunAsync(kubectl, """patch deployment web --type=json -p [{"op":"replace","path":"/spec/revisionHistoryLimit","value":2}]""");
        await RunAsync(kubectl, """patch deployment web --type=merge -p {"metadata":{"labels":{"a":"b"}}}""");

        Assert.Equal(
            "side main|2|b",
            await RunAsync(kubectl, "get deployment web -o jsonpath={.spec.template.spec.containers[*].name}|{.spec.revisionHistoryLimit}|{.metadata.labels.a}"));
    }

    [Fact]
    public async Task Scale_label_and_annotate_work()
    {
        await InstallWidgetsAsync();
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        await CreateWidgetAsync("w", """{"size":3,"replicas":1}""");

        await RunAsync(kubectl, $"scale {ApiConformance.Widgets.Name}/w --replicas=4");
        await RunAsync(kubectl, $"label {ApiConformance.Widgets.Name} w tier=web");
        await RunAsync(kubectl, $"annotate {ApiConformance.Widgets.Name} w note=checked");

        Assert.Equal("4", await RunAsync(kubectl, "get wd -l tier=web -o jsonpath={.items[0].spec.replicas}"));
    }

    [Fact]
    public async Task Explain_and_api_resources_know_what_is_served()
    {
        await InstallWidgetsAsync();
        await EventuallyAsync("/openapi/v2", answer => answer.Text.Contains("How large it is.", StringComparison.Ordinal));
        using var kubectl = new KubectlRunner(Server.KubeConfig);

        Assert.Contains("How large it is.", await RunAsync(kubectl, $"explain widget.spec.size --api-version={ApiConformance.Widgets.Group}/v1"), StringComparison.Ordinal);
        Assert.Contains("containers", await RunAsync(kubectl, "explain deployment.spec.template.spec"), StringComparison.Ordinal);
        Assert.Matches($"widgets +wd +{ApiConformance.Widgets.Group}/v1 +true +Widget", await RunAsync(kubectl, "api-resources"));
        Assert.Contains($"{ApiConformance.Widgets.Group}/v1", await RunAsync(kubectl, "api-versions"), StringComparison.Ordinal);
        Assert.Equal("yes\n", await RunAsync(kubectl, "auth can-i create widgets"));
    }

    [Fact]
    public async Task A_typo_is_refused_before_it_does_harm()
    {
        await InstallWidgetsAsync();
        await EventuallyAsync("/openapi/v2", answer => answer.Text.Contains("How large it is.", StringComparison.Ordinal));
        using var kubectl = new KubectlRunner(Server.KubeConfig);

        var result = await kubectl.TryAsync($"-n {Space} apply -f -", WidgetYaml().Replace("size: 3", "size: 3, colour: red", StringComparison.Ordinal), Cancellation);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("unknown field \"(spec[.])?colour\"", result.Error);
    }

    [Fact]
    public async Task Applying_what_somebody_else_owns_conflicts_until_forced()
    {
        await InstallWidgetsAsync();
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        await RunAsync(kubectl, "apply --server-side --field-manager=one -f -", WidgetYaml());

        var refused = await kubectl.TryAsync($"-n {Space} apply --server-side --field-manager=two -f -", WidgetYaml(4), Cancellation);
        await RunAsync(kubectl, "apply --server-side --field-manager=two --force-conflicts -f -", WidgetYaml(4));

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("conflict with \"one\": .spec.size", refused.Error, StringComparison.Ordinal);
        Assert.Equal("4", await RunAsync(kubectl, $"get {ApiConformance.Widgets.Name} w -o jsonpath={{.spec.size}}"));
    }

    [Fact]
    public async Task Diff_shows_what_an_apply_would_change()
    {
        using var kubectl = new KubectlRunner(Server.KubeConfig);
        await RunAsync(kubectl, "apply -f -", ConfigMapYaml);

        var diff = await kubectl.TryAsync($"-n {Space} diff -f -", ConfigMapYaml.Replace("blue", "green", StringComparison.Ordinal), Cancellation);

        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("+  color: green", diff.Output, StringComparison.Ordinal);
        Assert.Equal("blue", await RunAsync(kubectl, "get configmap settings -o jsonpath={.data.color}"));
    }

    private Task<string> RunAsync(KubectlRunner kubectl, string arguments, string? input = null) =>
        kubectl.RunAsync($"-n {Space} {arguments}", input, Cancellation);

    private static string WidgetYaml(int size = 3) =>
        $$"""
        apiVersion: {{ApiConformance.Widgets.Group}}/v1
        kind: Widget
        metadata: {name: w}
        spec: {size: {{size}}}
        """;
}

public sealed class LocalKubectlTests(LocalServer server) : KubectlTests(server);

public sealed class RealKubectlTests(RealServer server) : KubectlTests(server);
