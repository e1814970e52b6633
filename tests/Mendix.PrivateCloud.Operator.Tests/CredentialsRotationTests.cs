using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>A user asks for other credentials by an annotation, and the app never meets a moment in which its own are refused.</summary>
public sealed class CredentialsRotationTests
{
    private const string Revision = "privatecloud.mendix.com/credentials-revision";

    [Fact]
    public async Task Earlier_credentials_stay_valid_until_the_app_runs_with_the_new_ones()
    {
        await using var cluster = await ReadyAsync();
        var (user, _) = await CredentialsAsync(cluster);
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.BeforeRequest = async request =>
        {
            if (request is { Resource: "deployments", Verb: "patch" })
            {
                reached.TrySetResult();
                await release.Task;
            }

            return null;
        };

        await AskAsync(cluster, "2026-11");
        await reached.Task;
        // Whoever did not wait for the rollout would withdraw them now.
        await cluster.UntilQuietAsync();
        Assert.Equal(2, cluster.Shelf.Things.Count);
        release.SetResult();

        await UntilOnlyInUseAsync(cluster, other: user);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Each_new_revision_changes_them_once_more_and_none_changes_nothing()
    {
        await using var cluster = await ReadyAsync();
        var (first, password) = await CredentialsAsync(cluster);
        await AskAsync(cluster, "1");
        await UntilOnlyInUseAsync(cluster, other: first);
        var (second, _) = await CredentialsAsync(cluster);
        await AskAsync(cluster, "2");
        await UntilOnlyInUseAsync(cluster, other: second);

        var (third, thirdPassword) = await CredentialsAsync(cluster);
        Assert.Equal(first, third);
        Assert.NotEqual(password, thirdPassword);

        var effects = cluster.Shelf.Effects;
        await AskAsync(cluster, null);
        await cluster.UntilQuietAsync();
        Assert.Equal(effects, cluster.Shelf.Effects);
    }

    [Fact]
    public async Task A_revision_from_the_beginning_is_that_of_the_first_credentials()
    {
        await using var cluster = await ReadyAsync(revision: "1");
        await cluster.UntilQuietAsync();
        Assert.Equal(1, cluster.Shelf.Effects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Credentials_that_could_not_be_published_are_made_anew(bool isWritten)
    {
        await using var cluster = await ReadyAsync();
        var (user, _) = await CredentialsAsync(cluster);
        var faults = 3;
        ValueTask<LocalFault?> Fail(LocalRequest request) => ValueTask.FromResult(
            request is { Resource: "secrets", Verb: "patch", Name: "crm-database" } && Interlocked.Decrement(ref faults) >= 0
                ? LocalFault.Status(500, "InternalError", "cut off")
                : null);
        if (isWritten)
        {
            cluster.AfterRequest = Fail;
        }
        else
        {
            cluster.BeforeRequest = Fail;
        }

        await AskAsync(cluster, "1");

        await UntilOnlyInUseAsync(cluster, other: user);
        Assert.True(faults < 3);
    }

    [Fact]
    public async Task A_type_without_credentials_to_change_says_so_and_works_on()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await AskAsync(cluster, "1", "shelf-plan");

        var instance = await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Status?.Conditions?.Single(condition => condition.Type == "Ready").Reason == "RotationFailed");
        Assert.Equal("Ready", instance.Status!.Phase);
        Assert.Contains("'shelf'", instance.Status.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    private static async Task<OperatorCluster> ReadyAsync(string? revision = null)
    {
        var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.Plan("two-slots", "two-slot-shelf", StorageTypes.Database, new { host = "shelf-1" }, "shelf-admin"));
        await AskAsync(cluster, revision);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        return cluster;
    }

    private static async Task AskAsync(OperatorCluster cluster, string? revision, string plan = "two-slots")
    {
        var app = Samples.App("crm", plan);
        app.Metadata.Annotations = revision is null ? null : new Dictionary<string, string> { [Revision] = revision };
        await cluster.ApplyAsync(app);
    }

    private static async Task<(string? User, string? Password)> CredentialsAsync(OperatorCluster cluster)
    {
        var config = JsonNode.Parse((await cluster.FindAsync<Secret>("crm-database"))!.Data!["config"])!;
        return ((string?)config["DatabaseUserName"], (string?)config["DatabasePassword"]);
    }

    private static async Task UntilOnlyInUseAsync(OperatorCluster cluster, string? other)
    {
        await OperatorCluster.PollAsync(async () =>
            await CredentialsAsync(cluster) is var (user, password) && user != other
            && cluster.Shelf.Things.Count == 1 && cluster.Shelf.Things.TryGetValue(user!, out var login) && login.Password == password);
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Status?.Conditions?.Single(condition => condition.Type == "Ready").Reason == "Provisioned");
    }
}
