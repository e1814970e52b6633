using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>What happens to an environment in the course of its life, in whatever order.</summary>
public sealed class LifecycleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_environment_deleted_while_it_is_being_made_leaves_nothing()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Shelf.BeforeEffect = token =>
        {
            reached.TrySetResult();
            return release.Task.WaitAsync(token);
        };
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await reached.Task.WaitAsync(Cancellation);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Metadata.DeletionTimestamp is not null);
        release.SetResult();

        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilGoneAsync<Secret>("crm-database");
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_Secret_deleted_by_hand_comes_back_with_credentials_that_work()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var before = (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Metadata!.Annotations!["privatecloud.mendix.com/settings-digest"];

        await cluster.User.DeleteAsync<Secret>(OperatorCluster.Namespace, "crm-database", cancellationToken: Cancellation);

        var secret = await cluster.UntilAsync<Secret>("crm-database", secret => secret.Data is not null);
        var password = (string?)JsonNode.Parse(secret.Data!["config"])!["DatabasePassword"];
        Assert.Equal(password, Assert.Single(cluster.Shelf.Things).Value.Password);
        await cluster.UntilAsync<Deployment>(
            "crm-master", deployment => deployment.Spec!.Template!.Metadata!.Annotations!["privatecloud.mendix.com/settings-digest"] != before);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_Secret_changed_by_hand_stays_and_restarts_the_app()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var before = (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation;
        var secret = (await cluster.FindAsync<Secret>("crm-database"))!;
        secret.Data!["config"] = "{\"DatabasePassword\":\"rotated by hand\"}"u8.ToArray();
        await cluster.User.ReplaceAsync(secret, Cancellation);

        await cluster.UntilAsync<Deployment>("crm-master", deployment => deployment.Metadata.Generation > before);
        await cluster.UntilQuietAsync();

        Assert.Contains("rotated by hand", System.Text.Encoding.UTF8.GetString((await cluster.FindAsync<Secret>("crm-database"))!.Data!["config"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_waits_until_its_earlier_storage_is_gone()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var earlier = Assert.Single(cluster.Shelf.Things).Key;
        cluster.Shelf.IsDown = true;
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<MendixApp>("crm");

        await cluster.ApplyAsync(Samples.App("crm"));
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("NameStillInUse"));
        Assert.Contains("still being removed", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal([earlier], cluster.Shelf.Things.Keys);

        cluster.Shelf.IsDown = false;
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.NotEqual(earlier, Assert.Single(cluster.Shelf.Things).Key);
    }

    [Fact]
    public async Task A_plan_edit_does_not_disturb_what_exists()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var effects = cluster.Shelf.Effects;
        var secret = (await cluster.FindAsync<Secret>("crm-database"))!.Metadata.ResourceVersion;

        await cluster.ApplyAsync(Samples.ShelfPlan(host: "shelf-2"));
        await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => plan.Status?.ObservedGeneration == plan.Metadata.Generation);
        await cluster.UntilQuietAsync();

        Assert.Equal(effects, cluster.Shelf.Effects);
        Assert.Equal(secret, (await cluster.FindAsync<Secret>("crm-database"))!.Metadata.ResourceVersion);
        Assert.Equal("shelf-1", (await cluster.FindAsync<StorageInstance>("crm-database"))!.Spec!.Provisioner!.Parameters!.Value.GetProperty("host").GetString());
        Assert.True((await cluster.FindAsync<MendixApp>("crm"))!.IsReady());
    }

    [Fact]
    public async Task Deletion_works_after_the_plan_is_gone()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.User.DeleteAsync<StoragePlan>(OperatorCluster.Namespace, "shelf-plan", cancellationToken: Cancellation);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);

        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task Deletion_waits_for_a_missing_admin_Secret_and_says_so()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.LosePlanSecretAsync();
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);

        var instance = await cluster.UntilAsync<StorageInstance>(
            "crm-database", instance => instance.Status?.Conditions?.Single(condition => condition.Type == "Ready").Reason == "DeprovisioningFailed");
        Assert.Contains("'shelf-admin'", instance.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
        Assert.Equal("Deleting", instance.Status.Phase);
        Assert.Single(cluster.Shelf.Things);

        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_StorageInstance_deleted_by_hand_is_made_anew()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var earlier = Assert.Single(cluster.Shelf.Things).Key;

        await cluster.User.DeleteAsync<StorageInstance>(OperatorCluster.Namespace, "crm-database", cancellationToken: Cancellation);

        await OperatorCluster.PollAsync(() => Task.FromResult(cluster.Shelf.Things is { Count: 1 } things && !things.ContainsKey(earlier)));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Another_plan_for_an_existing_environment_is_refused_and_the_app_runs_on()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.ApplyAsync(Samples.ShelfPlan("other-plan"));
        await cluster.ApplyAsync(Samples.App("crm", database: "other-plan"));
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("PlanCannotChange"));
        Assert.Contains("Set it back to 'shelf-plan'", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Started", app.Status!.AppState);
        Assert.Single(cluster.Shelf.Things);

        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Zero_replicas_stop_the_app_and_one_starts_it()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.ApplyAsync(Samples.App("crm", replicas: 0));
        var stopped = await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.AppState == "Stopped");
        Assert.Equal("Stopped", stopped.ReadyCondition()!.Reason);

        await cluster.ApplyAsync(Samples.App("crm", replicas: 2));
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status is { AppState: "Started", Replicas: 2 });
    }

    [Fact]
    public async Task A_namespace_goes_after_its_environments()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilGoneAsync<StorageInstance>("crm-file");

        await cluster.User.DeleteAsync<Kubernetes.Resources.Namespace>(null, OperatorCluster.Namespace, cancellationToken: Cancellation);

        await OperatorCluster.PollAsync(async () => await cluster.User.FindAsync<Kubernetes.Resources.Namespace>(null, OperatorCluster.Namespace, Cancellation) is null);
        Assert.Empty(cluster.Shelf.Things);
    }
}
