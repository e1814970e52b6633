using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Endpoints;

/// <summary>Environments that are reached through HTTPRoutes of the Gateway API.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task An_HTTPRoute_joins_the_Gateway_and_changes_headers()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint
        {
            Type = EndpointTypes.GatewayRoute,
            ServicePorts = [9090],
            GatewayRoute = new OperatorGatewayRoute
            {
                Domain = "gateway.example.com",
                EnableTls = true,
                GatewayParentReference = new GatewayParentReference { Name = "public", Namespace = "infra" },
                GatewayRouteRequestHeaderModifiers = new HeaderModifiers { Add = new() { ["x-b"] = "2", ["x-a"] = "1" }, Remove = ["x-c"] },
                GatewayRouteResponseHeaderModifiers = new HeaderModifiers { Set = new() { ["Strict-Transport-Security"] = "max-age=1" } },
            },
        }));
        var wanted = Samples.App("crm");
        wanted.Spec!.EndpointAnnotations = new() { ["a"] = "{{.Name}}.{{.Domain}}" };
        await cluster.ApplyAsync(wanted);

        var app = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        var route = (await cluster.FindAsync<HttpRoute>("crm"))!;
        var parent = Assert.Single(route.Spec!.ParentRefs!);
        var rule = Assert.Single(route.Spec.Rules!);
        Assert.Equal("https://crm.gateway.example.com", app.Status!.AppUrl);
        Assert.Equal(["crm.gateway.example.com"], route.Spec.Hostnames);
        Assert.Equal(("gateway.networking.k8s.io", "Gateway", "infra", "public"), (parent.Group, parent.Kind, parent.Namespace, parent.Name));
        Assert.Equal(("crm", 9090), (rule.BackendRefs!.Single().Name, rule.BackendRefs!.Single().Port));
        Assert.Equal(("PathPrefix", "/"), (rule.Matches!.Single().Path!.Type, rule.Matches!.Single().Path!.Value));
        Assert.Equal(["x-a=1", "x-b=2"], rule.Filters![0].RequestHeaderModifier!.Add!.Select(header => $"{header.Name}={header.Value}"));
        Assert.Equal(["x-c"], rule.Filters[0].RequestHeaderModifier!.Remove);
        Assert.Equal("Strict-Transport-Security", rule.Filters[1].ResponseHeaderModifier!.Set!.Single().Name);
        Assert.Equal("crm.gateway.example.com", route.Metadata.Annotations!["a"]);

        await cluster.UntilQuietAsync();
        cluster.Requests.Clear();
        await cluster.StopOperatorAsync();
        await cluster.StartOperatorAsync();
        await cluster.UntilQuietAsync();
        Assert.DoesNotContain(cluster.Writes, write => write.Resource == "httproutes");
    }

    [Fact]
    public async Task A_Gateway_that_does_not_accept_the_route_is_quoted_on_the_app()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(GatewayConfiguration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        var conditions = new[] { new { type = "Accepted", status = "False", reason = "NotAllowedByListeners", message = "no listener allows it" } };
        await cluster.User.PatchAsync<HttpRoute>(
            OperatorCluster.Namespace, "crm", PatchType.Merge,
            JsonSerializer.SerializeToUtf8Bytes(new { status = new { parents = new[] { new { parentRef = new { name = "public" }, controllerName = "test", conditions } } } }),
            "status",
            TestContext.Current.CancellationToken);

        var told = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Rejected"));
        Assert.Contains("The Gateway 'public' did not accept the HTTPRoute 'crm': NotAllowedByListeners no listener allows it", told.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_domain_and_a_host_it_is_told_where_to_set_them()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint
        {
            Type = EndpointTypes.GatewayRoute,
            GatewayRoute = new OperatorGatewayRoute { GatewayParentReference = new GatewayParentReference { Name = "public" } },
        }));
        await cluster.ApplyAsync(Samples.App("crm"));

        var told = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("MissingField"));
        Assert.Contains("spec.endpoint.gatewayRoute.domain", told.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<HttpRoute>("crm"));

        var healed = Samples.App("crm");
        healed.Spec!.AppUrl = "crm.example.com";
        await cluster.ApplyAsync(healed);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    internal static OperatorConfiguration GatewayConfiguration() => Configuration(spec => spec.Endpoint = new OperatorEndpoint
    {
        Type = EndpointTypes.GatewayRoute,
        GatewayRoute = new OperatorGatewayRoute { Domain = "gateway.example.com", GatewayParentReference = new GatewayParentReference { Name = "public" } },
    });

    private static async Task<OperatorCluster> StartAsync()
    {
        var cluster = await OperatorCluster.StartAsync(withOperator: false);
        await cluster.ApplyAsync(OptionalDefinitions.HttpRoute);
        await cluster.StartOperatorAsync();
        await cluster.WithPlansAsync();
        return cluster;
    }
}
