namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>The user changes their mind at each stage of the creation.</summary>
public sealed class InterruptionTests(MatrixCluster cluster) : IClassFixture<MatrixCluster>
{
    [Fact]
    public async Task A_deletion_at_any_stage_leaves_nothing_and_the_name_can_be_used_at_once()
    {
        var calm = await cluster.UndisturbedAsync(Workloads.Create, "interruption");
        var cases = (
            from site in calm.Effects.Distinct()
            from way in new (string Name, Func<CallSite, FaultSpace, Task> RunAsync)[]
            {
                ("deleted", (site, space) => DeleteAsync(site, again: false, space)),
                ("deleted and made again", (site, space) => DeleteAsync(site, again: true, space)),
                ("deleted while the operator is dead, before", (site, space) => DeleteWhileDeadAsync(site, afterTheEffect: false, space)),
                ("deleted while the operator is dead, after", (site, space) => DeleteWhileDeadAsync(site, afterTheEffect: true, space)),
            }
            select new MatrixCase($"{way.Name} at {site}", space => way.RunAsync(site, space))).ToList();

        await Matrix.RunAsync("Interruptions", cases);

        async Task DeleteAsync(CallSite target, bool again, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            var deleted = new TaskCompletionSource();
            await calm.Workload.ArrangeAsync(environment);
            environment.Wire.Around = async (site, isAfter) =>
            {
                if (site == target && !isAfter && !deleted.Task.IsCompleted)
                {
                    await environment.DeleteAppAsync();
                    if (again)
                    {
                        await environment.ApplyAppAsync();
                    }

                    deleted.TrySetResult();
                }
            };
            await calm.Workload.ActAsync(environment);
            await environment.UntilAsync(async () => deleted.Task.IsCompleted || await calm.HasEndedAsync(environment), "interrupted or done");
            environment.Wire.Around = (_, _) => Task.CompletedTask;
            if (again)
            {
                var end = await environment.SettleAsync(environment.IsReadyAsync, calm.End);
                Assert.Equal((calm.End.State, calm.End.Shelf), (end.State, end.Shelf));
            }

            await AssertNothingIsLeftAsync(environment);
        }

        async Task DeleteWhileDeadAsync(CallSite target, bool afterTheEffect, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            await calm.Workload.ArrangeAsync(environment);
            var crash = Crash.At(target, afterTheEffect);
            crash.Arm(environment.Wire);
            await calm.Workload.ActAsync(environment);
            var isDeleted = false;
            await Crash.SurviveAsync(environment, [crash], async () => isDeleted || await calm.HasEndedAsync(environment), async () =>
            {
                await environment.DeleteAppAsync();
                isDeleted = true;
            });
            await AssertNothingIsLeftAsync(environment);
        }

        async Task AssertNothingIsLeftAsync(FaultCase environment)
        {
            if (await environment.FindAsync<Kubernetes.Resources.MendixApp>(FaultCase.App) is not null)
            {
                await environment.DeleteAppAsync();
            }

            var gone = await environment.SettleAsync(() => Workloads.Delete.IsDoneAsync(environment), calm.Gone);
            Assert.Equal((calm.Gone.State, ""), (gone.State, gone.Shelf));
            Assert.Equal(environment.Shelf.Counts.Made, environment.Shelf.Counts.Removed);
        }
    }
}
