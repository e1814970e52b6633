using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>What the status says is so, and whatever goes wrong is said.</summary>
public sealed class TruthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_is_never_said_before_the_newest_wish_runs_and_one_change_is_one_restart()
    {
        await using var cluster = await ReadyAsync();
        var before = (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation;
        var lies = 0;
        cluster.AfterRequest = async request =>
        {
            if (request is { Resource: "mendixapps", Subresource: "status" } && (await cluster.FindAsync<MendixApp>("crm"))!.IsReady())
            {
                var image = (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Spec!.Containers!.Single().Image;
                lies += image == "registry.example.com/crm:2.0" ? 0 : 1;
            }

            return null;
        };

        var app = Samples.App("crm", replicas: 2);
        app.Spec!.SourceUrl = "oci-image://registry.example.com/crm:2.0";
        app.Spec.AppUrl = "crm.example.com";
        app.Spec.Runtime = new RuntimeConfiguration { MicroflowConstants = new() { ["Crm.New"] = "1" } };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();

        Assert.Equal(0, lies);
        Assert.Equal(before + 1, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
    }

    [Fact]
    public async Task What_the_API_server_refuses_is_told_with_its_words_and_a_correction_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        // A policy of the cluster, of which no rule of ours knows.
        var isForbidden = true;
        cluster.BeforeRequest = request => ValueTask.FromResult(isForbidden && request is { Resource: "deployments", Verb: "patch" }
            ? LocalFault.Status(422, "Invalid", "admission webhook \"policy.example.com\" denied the request: the label team is missing")
            : null);
        await cluster.ApplyAsync(Samples.App("crm"));

        var seen = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Refused"));
        Assert.Contains("Deployment 'crm-master'", seen.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("the label team is missing", seen.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", seen.Status!.RuntimeStatus);

        isForbidden = false;
        var labelled = Samples.App("crm");
        labelled.Spec!.CustomPodLabels = new GeneralMap { General = new() { ["team"] = "crm" } };
        await cluster.ApplyAsync(labelled);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Theory]
    [InlineData("storageinstances", 403)]
    [InlineData("deployments", 403)]
    [InlineData("services", 500)]
    [InlineData("secrets", 403)]
    public async Task A_missing_right_or_a_broken_webhook_is_told_and_heals_by_itself(string plural, int statusCode)
    {
        await using var cluster = await OperatorCluster.StartAsync(options =>
        {
            options.Controllers.BackoffMax = TimeSpan.FromSeconds(1);
            options.StorageControllers.BackoffMax = TimeSpan.FromSeconds(1);
        });
        var isBroken = true;
        cluster.BeforeRequest = request => ValueTask.FromResult(
            isBroken && request.Resource == plural && request.Subresource.Length == 0 && request.Verb is "patch" or "create"
                ? LocalFault.Status(statusCode, statusCode == 403 ? "Forbidden" : "InternalError", "canary of the API server")
                : null);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<MendixApp>("crm", app =>
            app.ReadyCondition() is { Status: "False", Message: { } message } && message.Contains("canary of the API server", StringComparison.Ordinal));
        isBroken = false;

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_removal_that_cannot_go_on_waits_quietly()
    {
        await using var cluster = await ReadyAsync();
        await cluster.LosePlanSecretAsync();
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Status?.Conditions?.Single(condition => condition.Type == "Ready").Reason == "DeprovisioningFailed");

        await cluster.UntilQuietAsync();

        Assert.InRange(cluster.Writes.Count(write => write is { Name: "crm-database", Subresource: "status" } && write.Resource == "storageinstances"), 1, 6);
    }

    [Fact]
    public async Task A_wrong_password_is_not_tried_again_because_of_the_news_that_it_is_wrong()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.ShelfAdmin("wrong"));
        await cluster.ApplyAsync(Samples.ShelfPlan());
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));

        await cluster.UntilQuietAsync();

        Assert.InRange(cluster.Shelf.Refusals, 1, 8);
    }

    [Fact]
    public async Task A_deletion_that_waits_for_its_parts_says_why()
    {
        await using var cluster = await ReadyAsync();
        cluster.Shelf.IsDown = true;
        await cluster.User.DeleteAsync<MendixApp>(
            OperatorCluster.Namespace, "crm", new DeleteOptions { Propagation = DeletePropagation.Foreground }, Cancellation);

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.ReadyCondition() is { Status: "False", Reason: "DeprovisioningFailed" or "Deleting" } ready
            && ready.Message!.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.NotNull(app.Metadata.DeletionTimestamp);

        cluster.Shelf.IsDown = false;
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.UntilGoneAsync<MendixApp>("crm");
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_very_long_failure_is_told_in_part()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(Samples.Plan("long", new string('x', 60_000), StorageTypes.Database));
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.App("crm", database: "long"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));

        Assert.Equal(4096, app.ReadyCondition()!.Message!.Length);
    }

    [Fact]
    public async Task A_setting_that_is_given_twice_is_told()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var app = Samples.App("crm");
        app.Spec!.Runtime = new RuntimeConfiguration { CustomConfiguration = """{ "A": 1, "A": 2 }""" };
        await cluster.ApplyAsync(app);

        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("InvalidField"));
    }

    [Fact]
    public async Task Fields_that_are_not_known_here_stay_and_cause_no_writes()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var unknown = new Dictionary<string, System.Text.Json.JsonElement> { ["fromTheFuture"] = System.Text.Json.JsonSerializer.SerializeToElement(new { a = 1 }) };
        var app = Samples.App("crm");
        app.Spec!.UnknownFields = unknown;
        app.Spec.Runtime = new RuntimeConfiguration { UnknownFields = new(unknown) };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        var writes = cluster.Writes.Count();

        await cluster.ApplyAsync(Samples.ShelfPlan(host: "shelf-2"));
        await cluster.UntilQuietAsync();

        Assert.DoesNotContain(cluster.Writes.Skip(writes), write => write.Resource is "runtimes" or "deployments");
        Assert.True((await cluster.FindAsync<MendixApp>("crm"))!.Spec!.UnknownFields!.ContainsKey("fromTheFuture"));
    }

    private static async Task<OperatorCluster> ReadyAsync()
    {
        var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        return cluster;
    }
}
