using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Endpoints;

/// <summary>Environments that are reached through nothing but their Service.</summary>
public sealed class LoadBalancerTests
{
    [Fact]
    public async Task The_address_is_the_load_balancers_and_follows_it()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint
        {
            Type = EndpointTypes.Service,
            ServiceType = ServiceTypes.LoadBalancer,
            ServicePorts = [80, 8080],
            ServiceAnnotations = new() { ["lb"] = "{{.Name}}" },
        }));
        await cluster.ApplyAsync(Samples.App("crm"));
        var waiting = await cluster.UntilAsync<MendixApp>("crm", app => app.Status?.Conditions?.Any(condition => condition is { Type: "NetworkReady", Reason: "Waiting" } && condition.Message!.Contains("load balancer", StringComparison.Ordinal)) == true);
        Assert.Contains("ClusterIP", waiting.Status!.Conditions!.Single(condition => condition.Type == "NetworkReady").Message, StringComparison.Ordinal);
        var service = (await cluster.FindAsync<Service>("crm"))!;
        Assert.Equal(("LoadBalancer", "crm", 2), (service.Spec!.Type, service.Metadata.Annotations!["lb"], service.Spec.Ports!.Count));

        await GiveAsync(cluster, new { ip = "192.0.2.7" });
        var app = await cluster.UntilAsync<MendixApp>("crm", seen => seen.IsReady() && seen.Status!.AppUrl == "http://192.0.2.7");
        Assert.Equal("192.0.2.7", (await cluster.FindAsync<Endpoint>("crm-endpoint"))!.Status!.LoadBalancerAddress);

        await GiveAsync(cluster, new { hostname = "lb.example.com" });
        await cluster.UntilAsync<MendixApp>("crm", seen => seen.IsReady() && seen.Status!.AppUrl == "http://lb.example.com");
        await cluster.UntilAsync<Runtime>("crm", runtime => runtime.Spec!.AppUrl == "http://lb.example.com");
    }

    [Theory]
    [InlineData("ingress", "crm.example.com", null, "/", false, "http://crm.example.com")]
    [InlineData("ingress", "crm.example.com", null, "/crm", true, "https://crm.example.com/crm")]
    [InlineData("ingress", "crm.example.com", null, "/crm/(.*)", false, "http://crm.example.com/crm")]
    [InlineData("ingress", "crm.example.com", null, "/*", false, "http://crm.example.com")]
    [InlineData("service", null, "2001:db8::1", null, false, "http://[2001:db8::1]:8080")]
    [InlineData("service", "crm.example.com", "192.0.2.7", null, true, "https://crm.example.com")]
    [InlineData("service", null, null, null, false, null)]
    [InlineData("openshiftRoute", null, null, "/", false, null)]
    public void The_address_is_worked_out(string type, string? host, string? loadBalancer, string? path, bool tls, string? url) => Assert.Equal(url, EndpointAddress.Url(
        new Endpoint
        {
            Metadata = new ObjectMeta { Namespace = "apps", Name = "crm-endpoint" },
            Spec = new EndpointSpec
            {
                AppName = "crm",
                Type = type,
                Host = host,
                Path = path,
                ServiceType = ServiceTypes.LoadBalancer,
                ServicePorts = [8080],
                Tls = tls ? new EndpointTls { EnableTls = true } : null,
            },
        },
        loadBalancer,
        host: null));

    // In the place of the cluster's load balancer.
    private static Task<Service> GiveAsync(OperatorCluster cluster, object address) => cluster.User.PatchAsync<Service>(
        OperatorCluster.Namespace, "crm", PatchType.Merge, JsonSerializer.SerializeToUtf8Bytes(new { status = new { loadBalancer = new { ingress = new[] { address } } } }),
        "status", TestContext.Current.CancellationToken);
}
