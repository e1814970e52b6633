using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Issues;

/// <summary>
/// crossplane/crossplane #3037: the provider noted that it was about to create something and died before it could note the outcome. From
/// then on it refused to go on, for fear of creating a second one, until somebody removed the note by hand. Our note is the same, but names
/// derive from it and what was made bears a mark: the next operator asks the server, goes on by itself, and makes nothing twice.
/// </summary>
public sealed class Crossplane3037
{
    [Fact]
    public async Task Between_the_intent_and_its_outcome_a_death_blocks_nothing_and_makes_nothing_twice()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        await cluster.WithPlansAsync();
        var outcomeUnwritten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.BeforeRequest = request =>
        {
            if (request is { Resource: "secrets", Verb: "patch" or "create", Name: "crm-database" })
            {
                outcomeUnwritten.TrySetResult();
            }

            // From here on the process is dead.
            return ValueTask.FromResult(outcomeUnwritten.Task.IsCompleted ? LocalFault.DroppedConnection : null);
        };
        await cluster.ApplyAsync(Samples.App("crm"));
        await outcomeUnwritten.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await cluster.StopOperatorAsync();
        var made = Assert.Single(cluster.Shelf.Things);
        Assert.NotNull((await cluster.FindAsync<StorageInstance>("crm-database"))!.Status?.TenantId);
        Assert.Null(await cluster.FindAsync<Secret>("crm-database"));

        cluster.BeforeRequest = _ => default;
        await cluster.StartOperatorAsync();
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        var thing = Assert.Single(cluster.Shelf.Things);
        Assert.Equal((made.Key, made.Value.Mark), (thing.Key, thing.Value.Mark));
        var settings = JsonNode.Parse((await cluster.FindAsync<Secret>("crm-database"))!.Data!["config"])!;
        Assert.Equal(thing.Value.Password, (string?)settings["DatabasePassword"]);
    }
}
