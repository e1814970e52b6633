using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>Plans that are named and not there, or not there yet, or not heard of yet.</summary>
public sealed class UnknownPlanTests
{
    [Fact]
    public async Task An_unknown_plan_is_named_with_those_that_exist()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm", database: "shelf-plam"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("UnknownPlan"));

        Assert.Contains("spec.database.servicePlan", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("'shelf-plam'", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("shelf-plan", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", app.Status!.DatabaseStatus);
        Assert.Null(await cluster.FindAsync<StorageInstance>("crm-database"));
        Assert.Equal(0, cluster.Shelf.Effects);

        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_plan_that_appears_later_is_taken_up_by_itself()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("UnknownPlan"));

        await cluster.ApplyAsync(Samples.ShelfPlan());

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_plan_that_is_heard_of_after_its_app_is_not_called_unknown()
    {
        await using var cluster = await OperatorCluster.StartAsync(transport: SlowWatch.Of("storageplans", TimeSpan.FromSeconds(1)));
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.UntilAsync<StoragePlan>("files", plan => plan.Status is not null);

        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.ShelfPlan());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();

        Assert.Empty(await cluster.WarningsAsync());
    }

    [Fact]
    public async Task A_server_is_not_asked_again_for_a_plan_that_it_did_not_have()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("UnknownPlan"));
        await cluster.UntilQuietAsync();
        var before = Lists();

        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.UntilAsync<StorageInstance>("crm-file", instance => instance.Status?.Phase == "Ready");
        await cluster.UntilQuietAsync();

        Assert.Equal(before, Lists());

        int Lists() => cluster.Requests.Count(request => request is { Verb: "list", Resource: "storageplans" });
    }
}
