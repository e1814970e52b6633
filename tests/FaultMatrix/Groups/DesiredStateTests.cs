using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>What is wanted changes and changes back. Whatever the change did, valid or not, the end is the beginning.</summary>
public sealed class DesiredStateTests(MatrixCluster cluster) : IClassFixture<MatrixCluster>
{
    private static readonly string[] EndpointKinds = [EndpointTypes.Ingress, EndpointTypes.Service];

    [Fact]
    public void Every_field_of_the_spec_has_a_sample_and_every_sample_sets_its_field()
    {
        Assert.Empty(SpecFields.All.Except(SpecSamples.All.Select(sample => sample.Field)));
        Assert.Empty(SpecSamples.All.Select(sample => sample.Field).Except(SpecFields.All));
        Assert.All(SpecSamples.All, sample =>
        {
            var (before, after) = (Samples.App("crm"), Samples.App("crm"));
            SpecFields.Merge(after.Spec!, sample.Json);
            Assert.NotEqual(SpecFields.Read(before.Spec!, sample.Field), SpecFields.Read(after.Spec!, sample.Field));
        });
    }

    [Fact]
    public async Task Changed_and_changed_back_is_as_it_was() =>
        await Matrix.RunAsync("Fields", [.. from endpoint in EndpointKinds from sample in SpecSamples.All select new MatrixCase($"{endpoint}: {sample.Json}", space => RevertAsync(endpoint, sample.Json, space))]);

    [Fact]
    public async Task A_sequence_of_changes_ends_as_its_last_one_applied_directly() =>
        await Matrix.RunAsync("Sequences", [.. Enumerable.Range(1, 40).Select(number => new MatrixCase($"sequence {number}", FollowAsync))]);

    private async Task RevertAsync(string endpoint, string json, FaultSpace space)
    {
        await using var environment = new FaultCase(cluster.Http, space.Namespace);
        await StartAsync(environment, endpoint);
        var before = await environment.SettleAsync(environment.IsReadyAsync);

        await environment.ApplyAppAsync(spec => SpecFields.Merge(spec, json));
        await environment.SettleAsync(environment.HasAnsweredAsync);
        await environment.ApplyAppAsync();

        var after = await environment.SettleAsync(environment.IsReadyAsync, before);
        // What had to be made for the change may have come and gone; the tenant may not.
        (after with { Objects = before.Objects }).AssertIs(before);
    }

    // Only fields that do not decide what the storage is: a sequence that begins without a plan rightly ends with another one.
    private async Task FollowAsync(FaultSpace space)
    {
        var samples = SpecSamples.All.Where(sample => sample.Field is not ("database.servicePlan" or "storage.servicePlan")).ToArray();
        var wishes = Enumerable.Range(0, space.Random.Next(3, 9))
            .Select(_ => space.Random.GetItems(samples, space.Random.Next(1, 4)).Select(sample => sample.Json).ToArray()).ToList();
        // So that there is an end to compare with.
        wishes.Add([wishes[^1][0]]);

        await using var hesitant = new FaultCase(cluster.Http, space.Namespace);
        await StartAsync(hesitant, EndpointTypes.Ingress);
        await hesitant.UntilReadyAsync();
        foreach (var wish in wishes)
        {
            await hesitant.ApplyAppAsync(spec => Apply(spec, wish));
            if (space.Random.Next(2) == 0)
            {
                await Task.Delay(space.Random.Next(0, 60), TestContext.Current.CancellationToken);
            }
        }

        await using var determined = new FaultCase(cluster.Http, $"{space.Namespace}-direct");
        await StartAsync(determined, EndpointTypes.Ingress);
        await determined.UntilReadyAsync();
        await determined.ApplyAppAsync(spec => Apply(spec, wishes[^1]));
        var expected = await determined.SettleAsync(determined.HasAnsweredAsync);
        if (!await determined.IsReadyAsync())
        {
            // What a wish that cannot be met leaves alone depends on what was there. So both come back to one that can.
            await determined.ApplyAppAsync();
            await hesitant.ApplyAppAsync();
            expected = await determined.SettleAsync(determined.IsReadyAsync);
        }

        var end = await hesitant.SettleAsync(hesitant.HasAnsweredAsync, expected);
        (end with { Objects = expected.Objects }).AssertIs(expected);

        static void Apply(MendixAppSpec spec, string[] wish) => Array.ForEach(wish, json => SpecFields.Merge(spec, json));
    }

    private static async Task StartAsync(FaultCase environment, string endpoint)
    {
        await environment.PrepareAsync();
        await environment.ConfigureAsync(endpoint);
        await environment.ApplyAsync(Samples.ShelfPlan("other"));
        await environment.ApplyAppAsync();
        await environment.StartOperatorAsync();
    }
}
