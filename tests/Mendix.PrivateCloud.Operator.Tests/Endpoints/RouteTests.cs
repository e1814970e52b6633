using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Endpoints;

/// <summary>Environments that are reached through Routes of OpenShift.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task A_Route_leads_to_the_Service_ends_TLS_and_redirects()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint
        {
            Type = EndpointTypes.OpenShiftRoute,
            OpenShiftRoute = new OperatorOpenShiftRoute { Domain = "apps.example.com", EnableTls = true, Annotations = new() { ["a"] = "{{.Name}} at {{.Domain}}" } },
        }));
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        var route = (await cluster.FindAsync<OpenShiftRoute>("crm"))!;
        Assert.Equal("https://crm.apps.example.com", app.Status!.AppUrl);
        Assert.Equal(("crm.apps.example.com", "crm", "http-8080"), (route.Spec!.Host, route.Spec.To!.Name, $"{route.Spec.Port!.TargetPort}"));
        Assert.Equal(("edge", "Redirect", null), (route.Spec.Tls!.Termination, route.Spec.Tls.InsecureEdgeTerminationPolicy, route.Spec.Tls.Certificate));
        Assert.Equal("crm at apps.example.com", route.Metadata.Annotations!["a"]);
        Assert.Equal("https://crm.apps.example.com", (string?)await RootUrlAsync(cluster));
        Assert.Null(await cluster.FindAsync<Ingress>("crm"));

        // What the server adds to the object is no reason to write it again.
        await cluster.UntilQuietAsync();
        cluster.Requests.Clear();
        await cluster.StopOperatorAsync();
        await cluster.StartOperatorAsync();
        await cluster.UntilQuietAsync();
        Assert.DoesNotContain(cluster.Writes, write => write.Resource == "routes");
    }

    [Fact]
    public async Task The_certificate_of_the_named_Secret_is_in_the_Route_and_follows_it()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint
        {
            Type = EndpointTypes.OpenShiftRoute,
            OpenShiftRoute = new OperatorOpenShiftRoute { Domain = "apps.example.com", EnableTls = true, TlsSecretName = "{{.Name}}-cert" },
        }));
        await cluster.ApplyAsync(Samples.App("crm"));
        var waiting = await cluster.UntilAsync<Endpoint>("crm-endpoint", seen => seen.Status?.Conditions?.Any(condition => condition.Reason == "Waiting") == true);
        Assert.Contains("'crm-cert'", waiting.Status!.Conditions![0].Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<OpenShiftRoute>("crm"));

        var (certificate, key) = TestCertificate.Make();
        await cluster.ApplyAsync(TlsSecret("crm-cert", certificate, key));
        await cluster.UntilAsync<OpenShiftRoute>("crm", route => route.Spec!.Tls!.Certificate == certificate && route.Spec.Tls.Key!.Reveal() == key);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        var (renewed, newKey) = TestCertificate.Make();
        await cluster.ApplyAsync(TlsSecret("crm-cert", renewed, newKey));
        await cluster.UntilAsync<OpenShiftRoute>("crm", route => route.Spec!.Tls!.Certificate == renewed && route.Spec.Tls.Key!.Reveal() == newKey);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains(newKey[40..80], StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_inline_certificate_reaches_the_Route()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(RouteConfiguration());
        var app = Samples.App("crm");
        var (certificate, key) = TestCertificate.Make();
        app.Spec!.Tls = new MendixAppTls { EnableTls = true, Certificate = certificate, Key = key };
        await cluster.ApplyAsync(app);

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        Assert.Equal((certificate, key), ((await cluster.FindAsync<OpenShiftRoute>("crm"))!.Spec!.Tls!.Certificate, (await cluster.FindAsync<OpenShiftRoute>("crm"))!.Spec!.Tls!.Key!.Reveal()));
    }

    [Fact]
    public async Task Without_a_domain_the_host_is_the_one_that_the_cluster_gives()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint { Type = EndpointTypes.OpenShiftRoute }));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<OpenShiftRoute>("crm", route => route.Spec!.Host is null);
        var waiting = await cluster.UntilAsync<Endpoint>("crm-endpoint", seen => seen.Status?.Phase == "Processing");
        Assert.Contains("openshiftRoute.domain", waiting.Status!.Conditions![0].Message, StringComparison.Ordinal);

        await SayAsync(cluster, new { ingress = new[] { new { host = "crm-apps.cluster.example.com", routerName = "default" } } });

        var app = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Equal("http://crm-apps.cluster.example.com", app.Status!.AppUrl);
    }

    [Fact]
    public async Task A_router_that_does_not_admit_the_Route_is_quoted_on_the_app()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(RouteConfiguration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        await SayAsync(cluster, new
        {
            ingress = new[] { new { routerName = "default", conditions = new[] { new { type = "Admitted", status = "False", reason = "HostAlreadyClaimed", message = "another route has it" } } } },
        });

        var told = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Rejected"));
        Assert.Contains("HostAlreadyClaimed another route has it", told.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("spec.appURL", told.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_without_Routes_is_told_so_the_old_way_in_stays_and_a_kind_that_comes_later_is_used()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        await cluster.ApplyAsync(RouteConfiguration());
        var told = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("KindMissing"));

        Assert.Contains("Route (route.openshift.io/v1)", told.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.NotNull(await cluster.FindAsync<Ingress>("crm"));

        await cluster.ApplyAsync(OptionalDefinitions.Route);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.NotNull(await cluster.FindAsync<OpenShiftRoute>("crm"));
        await cluster.UntilGoneAsync<Ingress>("crm");
    }

    internal static OperatorConfiguration RouteConfiguration() => Configuration(spec => spec.Endpoint = new OperatorEndpoint
    {
        Type = EndpointTypes.OpenShiftRoute,
        OpenShiftRoute = new OperatorOpenShiftRoute { Domain = "routes.example.com" },
    });

    private static async Task<OperatorCluster> StartAsync()
    {
        var cluster = await OperatorCluster.StartAsync(withOperator: false);
        await cluster.ApplyAsync(OptionalDefinitions.Route);
        await cluster.StartOperatorAsync();
        await cluster.WithPlansAsync();
        return cluster;
    }

    private static Secret TlsSecret(string name, string certificate, string key) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = name },
        Type = "kubernetes.io/tls",
        Data = new() { ["tls.crt"] = Encoding.UTF8.GetBytes(certificate), ["tls.key"] = Encoding.UTF8.GetBytes(key) },
    };

    // In the place of a router.
    private static Task<OpenShiftRoute> SayAsync(OperatorCluster cluster, object status) => cluster.User.PatchAsync<OpenShiftRoute>(
        OperatorCluster.Namespace, "crm", PatchType.Merge, JsonSerializer.SerializeToUtf8Bytes(new { status }), "status", TestContext.Current.CancellationToken);

    private static async Task<System.Text.Json.Nodes.JsonNode?> RootUrlAsync(OperatorCluster cluster) =>
        System.Text.Json.Nodes.JsonNode.Parse((await cluster.FindAsync<Secret>("crm-runtime"))!.Data!["config"])!["ApplicationRootUrl"];
}
