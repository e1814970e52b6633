using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Endpoints;

/// <summary>The way in changes while environments run, and the operator too.</summary>
public sealed class KindChangeTests
{
    [Fact]
    public async Task From_each_type_to_the_next_one_way_in_comes_and_the_other_goes()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await IsReachedAsync("http://crm.apps.example.com", ingress: true);

        await cluster.ApplyAsync(RouteTests.RouteConfiguration());
        await IsReachedAsync("http://crm.routes.example.com", route: true);

        await cluster.ApplyAsync(GatewayTests.GatewayConfiguration());
        await IsReachedAsync("http://crm.gateway.example.com", httpRoute: true);

        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint = new OperatorEndpoint { Type = EndpointTypes.Service }));
        await IsReachedAsync("http://crm.apps.svc:8080");

        await cluster.ApplyAsync(Configuration());
        await IsReachedAsync("http://crm.apps.example.com", ingress: true);

        async Task IsReachedAsync(string url, bool ingress = false, bool route = false, bool httpRoute = false)
        {
            await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.AppUrl == url);
            await OperatorCluster.PollAsync(async () => await ThereAsync() == (ingress, route, httpRoute));
        }

        async Task<(bool, bool, bool)> ThereAsync() => (
            await cluster.FindAsync<Ingress>("crm") is not null,
            await cluster.FindAsync<OpenShiftRoute>("crm") is not null,
            await cluster.FindAsync<HttpRoute>("crm") is not null);
    }

    [Fact]
    public async Task A_foreign_object_of_the_former_kind_stays()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(new OpenShiftRoute
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm" },
            Spec = new OpenShiftRouteSpec { Host = "mine.example.com", To = new OpenShiftRouteTarget { Name = "mine" } },
        });
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();

        Assert.Equal("mine.example.com", (await cluster.FindAsync<OpenShiftRoute>("crm"))!.Spec!.Host);

        // And where it is in the way it is told.
        await cluster.ApplyAsync(RouteTests.RouteConfiguration());
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Conflict"));
        Assert.NotNull(await cluster.FindAsync<Ingress>("crm"));
        Assert.Equal("mine.example.com", (await cluster.FindAsync<OpenShiftRoute>("crm"))!.Spec!.Host);
    }

    [Fact]
    public async Task A_change_while_the_operator_is_down_is_carried_out_afterwards()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(RouteTests.RouteConfiguration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);

        await cluster.StopOperatorAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.StartOperatorAsync();

        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.AppUrl == "http://crm.apps.example.com");
        await cluster.UntilGoneAsync<OpenShiftRoute>("crm");
    }

    private static async Task<OperatorCluster> StartAsync()
    {
        var cluster = await OperatorCluster.StartAsync(withOperator: false);
        await cluster.ApplyAsync(OptionalDefinitions.Route);
        await cluster.ApplyAsync(OptionalDefinitions.HttpRoute);
        await cluster.StartOperatorAsync();
        await cluster.WithPlansAsync();
        return cluster;
    }
}
