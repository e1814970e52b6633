using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>Plans that cannot be used: what is said, that nothing was touched, and that a correction heals.</summary>
public sealed class BadPlanTests
{
    [Fact]
    public async Task A_plan_of_the_wrong_category_is_refused()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm", database: "files"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("WrongPlanCategory"));

        Assert.Contains("'files', which is for file storage, not for database", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<StorageInstance>("crm-database"));
    }

    [Fact]
    public async Task A_plan_that_says_another_category_than_its_provisioner_is_marked()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.Plan("odd", "ephemeral-file", StorageTypes.Database));

        var plan = await cluster.UntilAsync<StoragePlan>("odd", plan => plan.Status?.Conditions?.Single(condition => condition.Type == "Ready").Reason == "WrongPlanCategory");

        Assert.Contains("Set spec.storageType to 'file'", plan.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_could_be_checked_in_part_only_is_ready_and_says_so()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        cluster.Shelf.NotChecked = [CheckFinding.NotChecked("credentials", "Nobody can."), CheckFinding.NotChecked("rights", "Nobody can.")];
        await cluster.WithPlansAsync();

        var plan = await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => plan.Status?.Conditions?.Single(condition => condition.Type == "Ready").Status == "True");

        Assert.EndsWith("Not checked: credentials, rights.", plan.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_provisioner_is_named_with_those_that_are_registered()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.Plan("ora", "oracle", StorageTypes.Database));
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm", database: "ora"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));

        Assert.Contains("No provisioner of the type 'oracle' is registered. Registered are: ephemeral-database, ephemeral-file, shelf, two-slot-shelf.", app.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_admin_Secret_is_named_and_its_arrival_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfPlan());
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));
        Assert.Contains("The Secret 'shelf-admin'", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal(0, cluster.Shelf.Effects);

        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => plan.Status?.Conditions?.Single(condition => condition.Type == "Ready").Status == ConditionStatus.True);
    }

    [Fact]
    public async Task An_admin_Secret_without_the_key_names_the_key()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        var secret = Samples.ShelfAdmin();
        secret.Data = new Dictionary<string, byte[]> { ["pasword"] = "x"u8.ToArray() };
        await cluster.ApplyAsync(secret);
        await cluster.ApplyAsync(Samples.ShelfPlan());
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));

        Assert.Contains("under the key 'password'", app.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_admin_password_is_told_not_retried_in_a_loop_and_its_correction_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfAdmin("wrong-canary-0815"));
        await cluster.ApplyAsync(Samples.ShelfPlan());
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm"));
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));
        Assert.Contains("refused the password", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal(0, cluster.Shelf.Effects);

        await cluster.ApplyAsync(Samples.ShelfAdmin());

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreachable_server_is_retried_visibly_and_its_return_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync(options => options.StorageControllers.BackoffMax = TimeSpan.FromSeconds(1));
        cluster.Shelf.IsDown = true;
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningRetried"));
        Assert.Contains("cannot be reached", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Processing", app.Status!.DatabaseStatus);

        cluster.Shelf.IsDown = false;

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Single(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_corrected_plan_reaches_an_instance_for_which_nothing_was_made_yet()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.ShelfPlan(host: "nowhere"));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningRetried"));

        await cluster.ApplyAsync(Samples.ShelfPlan(host: "shelf-2"));

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_secret_among_the_parameters_is_refused_and_repeated_nowhere()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.Plan("leaky", "shelf", StorageTypes.Database, new { host = "shelf-1", password = "canary-in-parameters" }, "shelf-admin"));
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm", database: "leaky"));

        var plan = await cluster.UntilAsync<StoragePlan>("leaky", plan => plan.Status?.Conditions?.Single(condition => condition.Type == "Ready").Reason == "PlanInvalid");

        Assert.Contains("password: is a secret", plan.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", plan.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
        await cluster.UntilAsync<MendixApp>("crm", app => app.Status?.DatabaseStatus == "Failed");
        await cluster.UntilQuietAsync();
        Assert.Null((await cluster.FindAsync<StorageInstance>("crm-database"))?.Spec?.Provisioner?.Parameters?.TryGetProperty("password", out _) is true ? "leaked" : null);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dedicated_plan_serves_one_environment_and_is_free_when_that_is_gone()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.ShelfPlan(type: StoragePlanTypes.Dedicated));
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("first"));
        await cluster.UntilAsync<MendixApp>("first", Samples.IsReady);

        await cluster.ApplyAsync(Samples.App("second"));
        var second = await cluster.UntilAsync<MendixApp>("second", app => app.SaysReason("PlanInUse"));
        Assert.Contains("in use by 'first-database'", second.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Single(cluster.Shelf.Things);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "first", cancellationToken: TestContext.Current.CancellationToken);
        await cluster.UntilAsync<MendixApp>("second", Samples.IsReady);
        Assert.Single(cluster.Shelf.Things);
    }

    [Fact]
    public async Task Of_two_environments_at_once_exactly_one_gets_a_dedicated_plan()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.ShelfPlan(type: StoragePlanTypes.Dedicated));
        await cluster.ApplyAsync(Samples.FilePlan());
        string[] names = ["one", "two", "three", "four"];
        await Task.WhenAll(names.Select(name => cluster.ApplyAsync(Samples.App(name))));

        await OperatorCluster.PollAsync(async () =>
        {
            var apps = await Task.WhenAll(names.Select(name => cluster.FindAsync<MendixApp>(name)));
            return apps.Count(app => app!.IsReady()) == 1 && apps.Count(app => app!.SaysReason("PlanInUse")) == 3;
        });

        Assert.Single(cluster.Shelf.Things);
    }

    [Fact]
    public async Task More_replicas_than_the_storage_can_serve_are_refused()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.Plan("memory", "ephemeral-database", StorageTypes.Database));
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm", database: "memory", replicas: 2));
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("TooManyReplicas"));
        Assert.Contains("Set spec.replicas to 1", app.ReadyCondition()!.Message, StringComparison.Ordinal);

        await cluster.ApplyAsync(Samples.App("crm", database: "memory", replicas: 1));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        await cluster.ApplyAsync(Samples.App("crm", database: "memory", replicas: 3));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("TooManyReplicas"));
        Assert.Equal(1, (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Replicas);
    }

    [Fact]
    public async Task A_dedicated_plan_is_free_for_the_successor_of_the_same_name()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.ShelfPlan(type: StoragePlanTypes.Dedicated));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken);
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Single(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_plan_whose_provisioner_makes_something_else_is_not_used()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.Plan("odd", "ephemeral-file", StorageTypes.Database));
        await cluster.ApplyAsync(Samples.App("crm", database: "odd"));

        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("WrongPlanCategory"));

        Assert.Null(await cluster.FindAsync<StorageInstance>("crm-database"));
    }

    [Fact]
    public async Task A_plan_corrected_while_the_tenant_is_begun_does_not_move_the_instance_to_another_server()
    {
        await using var cluster = await OperatorCluster.StartAsync(transport: SlowWatch.Of("storageinstances", TimeSpan.FromMilliseconds(300)));
        cluster.Shelf.BeforeEffect = async token =>
        {
            // The tenant is about to be made on shelf-1. The operator's view of the instance does not show that yet.
            var seen = cluster.Requests.Count;
            await cluster.ApplyAsync(Samples.ShelfPlan(host: "shelf-2"));
            await OperatorCluster.PollAsync(() => Task.FromResult(
                cluster.Requests.Skip(seen).Any(request => request is { Resource: "storageinstances", Name: "crm-database", Verb: "patch", Subresource: "" })
                || cluster.Requests.Skip(seen).Any(request => request is { Resource: "storageplans", Subresource: "status" })));
            await Task.Delay(TimeSpan.FromMilliseconds(200), token);
        };
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();

        var config = System.Text.Json.Nodes.JsonNode.Parse((await cluster.FindAsync<Secret>("crm-database"))!.Data!["config"])!;
        var instance = (await cluster.FindAsync<StorageInstance>("crm-database"))!;
        Assert.Equal((string?)config["DatabaseHost"], instance.Spec!.Provisioner!.Parameters!.Value.GetProperty("host").GetString());
    }
}
