using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>
/// One environment in a namespace of its own, so that many cases share a cluster and every request can be told to
/// belong to one of them.
/// </summary>
public sealed class FaultCase(OperatorCluster cluster, string space)
{
    public const string App = "crm";

    private int _writes;

    public string Namespace => space;

    /// <summary>How many writes of the operator were counted since <see cref="Restart"/>.</summary>
    public int Writes => Volatile.Read(ref _writes);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An operator for all namespaces, quick to retry and to die.</summary>
    public static void Configure(OperatorOptions options)
    {
        options.Namespaces.Clear();
        foreach (var controllers in new[] { options.Controllers, options.StorageControllers })
        {
            controllers.StopTimeout = TimeSpan.Zero;
            controllers.BackoffInitial = TimeSpan.FromMilliseconds(50);
            controllers.BackoffMax = TimeSpan.FromMilliseconds(500);
        }
    }

    /// <summary>The number of a write to this namespace, from 1; 0 for every other request. Events do not count.</summary>
    public int Count(LocalRequest request) =>
        request.Namespace == space && request.Verb is "create" or "update" or "patch" or "delete" && request.Resource != "events" && request.Namespace == space
            ? Interlocked.Increment(ref _writes)
            : 0;

    public void Restart() => Volatile.Write(ref _writes, 0);

    public async Task PrepareAsync()
    {
        await cluster.ApplyAsync(new Kubernetes.Resources.Namespace { Metadata = new ObjectMeta { Name = space } });
        await ApplyAsync(Samples.ShelfAdmin());
        await ApplyAsync(Samples.ShelfPlan());
        await ApplyAsync(Samples.FilePlan());
    }

    public Task<T> ApplyAsync<T>(T resource)
        where T : class, IKubernetesObject<T>
    {
        resource.Metadata.Namespace = space;
        return cluster.ApplyAsync(resource);
    }

    public Task ApplyAppAsync(Action<MendixAppSpec>? change = null)
    {
        var app = Samples.App(App);
        change?.Invoke(app.Spec!);
        return ApplyAsync(app);
    }

    public Task DeleteAppAsync() => cluster.User.DeleteAsync<MendixApp>(space, App, cancellationToken: Cancellation);

    public Task<T?> FindAsync<T>(string name)
        where T : class, IKubernetesObject<T> => cluster.User.FindAsync<T>(space, name, Cancellation);

    public Task<string> StateAsync() => EndState.OfAsync(cluster.User, space);

    public async Task UntilReadyAsync() => await UntilAsync("ready", async () => await FindAsync<MendixApp>(App) is { } app && app.IsReady());

    /// <summary>Waits until everything is as in an undisturbed run, and the one tenant answers to the one password.</summary>
    public async Task UntilAsInAsync(string undisturbed)
    {
        var state = "";
        try
        {
            await OperatorCluster.PollAsync(async () => (state = await StateAsync()) == undisturbed);
        }
        catch (TimeoutException)
        {
            Assert.Equal(undisturbed, state);
        }

        await AssertCredentialsAsync();
    }

    public async Task AssertCredentialsAsync()
    {
        var thing = Assert.Single(Things());
        var config = JsonNode.Parse((await FindAsync<Secret>($"{App}-database"))!.Data!["config"])!;
        Assert.Equal((thing.Key, thing.Value.Password), ((string?)config["DatabaseName"], (string?)config["DatabasePassword"]));
    }

    public async Task UntilNothingIsLeftAsync()
    {
        var state = "";
        await UntilAsync($"gone in {space}", async () => (state = await StateAsync()).Length == 0);
        Assert.Empty(Things());
    }

    /// <summary>What this environment has on the shelf.</summary>
    public IReadOnlyList<KeyValuePair<string, (string Mark, string Password)>> Things() =>
        [.. cluster.Shelf.Things.Where(thing => thing.Value.Mark.Contains($" {space}/", StringComparison.Ordinal))];

    private async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        try
        {
            await OperatorCluster.PollAsync(condition);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{space} is not {what}:\n{await StateAsync()}\n{cluster.Logs.Tail()}");
        }
    }
}
