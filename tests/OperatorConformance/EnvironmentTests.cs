using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.OperatorConformance.Harness;
using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance;

/// <summary>The life of an environment, with the rights of the manifests and no others.</summary>
public abstract class EnvironmentTests(ClusterUnderTest cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_environment_comes_up_and_everything_in_it_has_an_owner()
    {
        await using var space = await ReadyAsync();

        var app = await space.UntilReadyAsync("crm");
        Assert.Equal("http://crm.apps.example.com", app.Status!.AppUrl);
        Assert.Equal((1, AppStates.Started), (app.Status.ReadyReplicas, app.Status.AppState));
        await AssertOwnedAsync<StorageInstance>("MendixApp", "crm-database", "crm-file");
        await AssertOwnedAsync<Build>("MendixApp", "crm-build");
        await AssertOwnedAsync<Endpoint>("MendixApp", "crm-endpoint");
        await AssertOwnedAsync<Runtime>("MendixApp", "crm");
        await AssertOwnedAsync<Secret>("StorageInstance", "crm-database", "crm-file");
        await AssertOwnedAsync<Secret>("Runtime", "crm-m2ee", "crm-runtime");
        await AssertOwnedAsync<Service>("Endpoint", "crm");
        await AssertOwnedAsync<Ingress>("Endpoint", "crm");
        await AssertOwnedAsync<Deployment>("Runtime", "crm-master");
        Assert.Single(space.Shelf.Things);
        AssertNothingRefused(space);

        async Task AssertOwnedAsync<T>(string owner, params string[] names)
            where T : class, IKubernetesObject<T>
        {
            foreach (var name in names)
            {
                var reference = Assert.Single((await space.FindAsync<T>(name))!.Metadata.OwnerReferences!);
                Assert.Equal((owner, true, true), (reference.Kind, reference.Controller, reference.BlockOwnerDeletion));
            }
        }
    }

    [Fact]
    public async Task What_somebody_changes_is_put_right_and_what_is_not_ours_stays()
    {
        await using var space = await ReadyAsync();
        var tenant = Assert.Single(space.Shelf.Things);
        await space.PatchAsync<Deployment>("crm-master", """{"metadata":{"annotations":{"example.com/mine":"kept"}},"spec":{"replicas":7}}""");
        await space.PatchAsync<Service>("crm", """{"metadata":{"labels":{"example.com/mine":"kept"}},"spec":{"selector":{"app":"other","privatecloud.mendix.com/app":null}}}""");
        await space.DeleteAsync<Ingress>("crm");
        await space.DeleteAsync<Secret>("crm-runtime");

        var deployment = await space.UntilAsync<Deployment>("crm-master", deployment => deployment.Spec!.Replicas == 1);
        var service = await space.UntilAsync<Service>("crm", service => service.Spec!.Selector!.GetValueOrDefault("privatecloud.mendix.com/app") == "crm");
        await space.UntilAsync<Ingress>("crm", ingress => ingress.Metadata.DeletionTimestamp is null);
        await space.UntilAsync<Secret>("crm-runtime", secret => secret.Metadata.DeletionTimestamp is null);
        await space.UntilReadyAsync("crm");

        Assert.Equal("kept", deployment.Metadata.Annotations!["example.com/mine"]);
        Assert.Equal("kept", service.Metadata.Labels!["example.com/mine"]);
        Assert.Equal(tenant, Assert.Single(space.Shelf.Things));
        AssertNothingRefused(space);
    }

    [Theory]
    [InlineData(DeletePropagation.Background)]
    [InlineData(DeletePropagation.Foreground)]
    public async Task A_deleted_environment_leaves_nothing_and_its_name_can_be_used_again(DeletePropagation propagation)
    {
        await using var space = await ReadyAsync();
        var first = Assert.Single(space.Shelf.Things);

        await space.DeleteAsync<MendixApp>("crm", propagation);
        await UntilNothingIsLeftAsync(space);
        Assert.Empty(space.Shelf.Things);
        await space.UntilAsync<Secret>("shelf-admin", secret => secret.Metadata.Finalizers is null or []);

        await space.ApplyAsync(Samples.App("crm"));
        await space.UntilReadyAsync("crm");
        Assert.NotEqual(first.Value, Assert.Single(space.Shelf.Things).Value);
        AssertNothingRefused(space);
    }

    [Fact]
    public async Task An_environment_deleted_without_what_belongs_to_it_leaves_it_as_it_is()
    {
        await using var space = await ReadyAsync();
        var tenant = Assert.Single(space.Shelf.Things);

        await space.DeleteAsync<MendixApp>("crm", DeletePropagation.Orphan);
        await space.UntilGoneAsync<MendixApp>("crm");
        await space.UntilAsync<StorageInstance>("crm-database", instance => instance.Metadata.OwnerReferences is null or []);
        await space.ApplyAsync(Samples.App("crm"));

        await space.UntilReadyAsync("crm");
        await space.UntilAsync<StorageInstance>("crm-database", instance => instance.Metadata.OwnerReferences is { Count: 1 });
        Assert.Equal(tenant, Assert.Single(space.Shelf.Things));
        AssertNothingRefused(space);
    }

    [Fact]
    public async Task An_operator_that_comes_again_and_again_writes_nothing()
    {
        await using var space = await ReadyAsync();
        await space.UntilAsync<StoragePlan>("shelf-plan", plan => plan.IsReady() && plan.Status!.UsedBy is { Count: 1 });
        await space.UntilAsync<StoragePlan>("files", plan => plan.IsReady() && plan.Status!.UsedBy is { Count: 1 });
        await space.UntilQuietAsync();
        var effects = space.Shelf.Effects;
        for (var turn = 0; turn < 2; turn++)
        {
            await space.StopOperatorAsync();
            space.Calls.Clear();
            var checks = space.Shelf.Checks;

            await space.StartOperatorAsync();
            await space.UntilAsync("the operator looked at the plan", () => Task.FromResult(space.Shelf.Checks > checks));
            await space.UntilQuietAsync();

            Assert.DoesNotContain(space.Calls, call => call.IsWrite && call is not { Resource: "leases", Name: "mendix-operator" });
        }

        Assert.Equal(effects, space.Shelf.Effects);
    }

    [Fact]
    public async Task A_change_of_the_app_is_rolled_out()
    {
        await using var space = await ReadyAsync();

        await space.PatchAsync<MendixApp>(
            "crm", """{"spec":{"sourceURL":"oci-image://registry.example.com/crm:2.0","replicas":2,"runtime":{"microflowConstants":{"Crm.Url":"x"}}}}""");

        await space.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.ReadyReplicas == 2);
        var deployment = (await space.FindAsync<Deployment>("crm-master"))!;
        Assert.Equal("registry.example.com/crm:2.0", deployment.Spec!.Template!.Spec!.Containers![0].Image);
        AssertNothingRefused(space);
    }

    [Fact]
    public async Task A_plan_that_cannot_work_is_told_and_heals()
    {
        await using var space = await Space.CreateAsync(cluster, "namespace.yaml");
        await space.StartOperatorAsync();
        await space.ApplyPlansAsync();
        await space.ApplyAsync(Samples.ShelfAdmin("wrong"));
        await space.ApplyAsync(Samples.App("crm"));
        await space.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));
        Assert.Empty(space.Shelf.Things);

        await space.ApplyAsync(Samples.ShelfAdmin());

        await space.UntilReadyAsync("crm");
        Assert.DoesNotContain(space.Logs.Lines, line => line.Contains(ShelfServer.AdminPassword, StringComparison.Ordinal));
    }

    private async Task<Space> ReadyAsync()
    {
        var space = await Space.CreateAsync(cluster, "namespace.yaml");
        await space.StartOperatorAsync();
        await space.ApplyPlansAsync();
        await space.ApplyAsync(Samples.App("crm"));
        await space.UntilReadyAsync("crm");
        return space;
    }

    private static Task UntilNothingIsLeftAsync(Space space) => space.UntilAsync("nothing is left of the environment", async () =>
    {
        IEnumerable<IKubernetesObject> left =
        [
            .. await space.ListAsync<MendixApp>(), .. await space.ListAsync<StorageInstance>(), .. await space.ListAsync<Build>(),
            .. await space.ListAsync<Endpoint>(), .. await space.ListAsync<Runtime>(), .. await space.ListAsync<Service>(),
            .. await space.ListAsync<Ingress>(), .. await space.ListAsync<Deployment>(), .. await space.ListAsync<Pod>(),
            .. (await space.ListAsync<Secret>()).Where(secret => secret.Metadata.Name!.StartsWith("crm", StringComparison.Ordinal)),
        ];
        return !left.Any();
    });

    private static void AssertNothingRefused(Space space) => Assert.DoesNotContain(space.Calls, call => call.StatusCode == 403);
}

public sealed class EmbeddedEnvironmentTests(EmbeddedCluster cluster) : EnvironmentTests(cluster);

public sealed class RealEnvironmentTests(RealCluster cluster) : EnvironmentTests(cluster);
