using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>A run that nothing disturbs: what the others are compared with, and how many writes they can be disturbed at.</summary>
internal static class Undisturbed
{
    public static async Task<(string State, int Creation, int Deletion)> RunAsync(OperatorCluster cluster)
    {
        var calm = new FaultCase(cluster, "calm");
        await calm.PrepareAsync();
        cluster.AfterRequest = request =>
        {
            calm.Count(request);
            return default;
        };
        await calm.ApplyAppAsync();
        await calm.UntilReadyAsync();
        await cluster.UntilQuietAsync();
        await calm.AssertCredentialsAsync();
        var (state, creation) = (await calm.StateAsync(), calm.Writes);

        calm.Restart();
        await calm.DeleteAppAsync();
        await calm.UntilNothingIsLeftAsync();
        await cluster.UntilQuietAsync();
        cluster.AfterRequest = _ => default;
        TestContext.Current.TestOutputHelper?.WriteLine($"{creation} writes make an environment, {calm.Writes} remove it.");
        return (state, creation, calm.Writes);
    }
}
