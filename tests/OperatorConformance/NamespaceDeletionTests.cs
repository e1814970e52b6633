using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.OperatorConformance.Harness;
using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance;

/// <summary>
/// A namespace is deleted under the operator's feet: everything in it goes at once and in no order. The tenants go too while that can be;
/// what cannot is told, and one step lets it go.
/// </summary>
public abstract class NamespaceDeletionTests(ClusterUnderTest cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_namespace_takes_the_tenants_of_its_environments_along()
    {
        await using var space = await ReadyAsync("cluster.yaml", "namespace.yaml");

        await DeleteAsync(space);

        await UntilGoneAsync(space);
        Assert.Empty(space.Shelf.Things);
    }

    [Fact]
    public async Task A_namespace_waits_for_a_storage_server_that_is_away_and_says_so()
    {
        await using var space = await ReadyAsync("cluster.yaml", "namespace.yaml");
        space.Shelf.IsDown = true;

        await DeleteAsync(space);
        await space.UntilAsync<StorageInstance>("crm-database", instance =>
            instance.Status?.Conditions?.Any(condition => condition.Reason == "DeprovisioningFailed" && condition.Message!.Contains("shelf", StringComparison.Ordinal)) == true);
        await UntilNamedAsync(space);

        space.Shelf.IsDown = false;
        await UntilGoneAsync(space);
        Assert.Empty(space.Shelf.Things);
    }

    [Fact]
    public async Task A_namespace_whose_storage_server_is_gone_for_good_is_released_by_taking_the_finalizer_off()
    {
        await using var space = await ReadyAsync("cluster.yaml", "namespace.yaml");
        space.Shelf.IsDown = true;
        await DeleteAsync(space);
        await UntilNamedAsync(space);

        await space.PatchAsync<StorageInstance>("crm-database", """{"metadata":{"finalizers":null}}""");

        await UntilGoneAsync(space);
        Assert.Single(space.Shelf.Things);
    }

    [Fact]
    public async Task A_namespace_deleted_while_no_operator_runs_waits_for_the_next_one()
    {
        await using var space = await ReadyAsync("cluster.yaml", "namespace.yaml");
        await space.StopOperatorAsync();
        await DeleteAsync(space);
        await UntilNamedAsync(space);
        Assert.Single(space.Shelf.Things);

        await space.StartOperatorAsync();

        await UntilGoneAsync(space);
        Assert.Empty(space.Shelf.Things);
    }

    [Fact]
    public async Task A_namespace_that_takes_the_rights_along_is_released_by_rights_from_elsewhere()
    {
        Assert.SkipUnless(cluster.ChecksRights, "This server looks at no roles.");
        await using var space = await ReadyAsync("namespace.yaml");
        // It would be done before the role is gone.
        space.Shelf.IsDown = true;
        await DeleteAsync(space);
        await UntilNamedAsync(space);
        await space.UntilAsync("the operator is refused", () => Task.FromResult(space.Calls.Any(call => call.StatusCode == 403)));
        space.Shelf.IsDown = false;

        await space.Account.ApplyAsync("cluster.yaml");

        await UntilGoneAsync(space);
        Assert.Empty(space.Shelf.Things);
    }

    [Fact]
    public async Task A_Lease_in_the_namespace_is_warned_of_and_the_next_operator_goes_on()
    {
        await using var space = await Space.CreateAsync(cluster, "cluster.yaml", "namespace.yaml");
        space.LeaseNamespace = space.Name;
        await space.Account.GiveLeaseAsync(space.Name);
        await StartAsync(space);
        Assert.Contains(space.Logs.Lines, line => line.Contains("is in a managed namespace", StringComparison.Ordinal));
        space.Shelf.IsDown = true;
        await DeleteAsync(space);
        await UntilNamedAsync(space);
        await space.UntilAsync("leadership is lost", () => Task.FromResult(space.Logs.Lines.Any(line => line.Contains("Leadership was lost", StringComparison.Ordinal))));
        space.Shelf.IsDown = false;
        await space.StopOperatorAsync();
        space.LeaseNamespace = null;

        await space.StartOperatorAsync();

        await UntilGoneAsync(space);
        Assert.Empty(space.Shelf.Things);
    }

    private async Task<Space> ReadyAsync(params string[] files)
    {
        var space = await Space.CreateAsync(cluster, files);
        await StartAsync(space);
        return space;
    }

    private static async Task StartAsync(Space space)
    {
        await space.StartOperatorAsync();
        await space.ApplyPlansAsync();
        await space.ApplyAsync(Samples.App("crm"));
        await space.UntilReadyAsync("crm");
        Assert.Single(space.Shelf.Things);
    }

    private static async Task DeleteAsync(Space space) =>
        await space.Admin.DeleteAsync<Kubernetes.Resources.Namespace>(null, space.Name, cancellationToken: Cancellation);

    private static Task UntilGoneAsync(Space space) => space.UntilAsync(
        "the namespace is gone",
        async () => await space.Admin.FindAsync<Kubernetes.Resources.Namespace>(null, space.Name, Cancellation) is null);

    /// <summary>Waits until the namespace says what holds it.</summary>
    private Task UntilNamedAsync(Space space) => space.UntilAsync("the namespace names our finalizer", async () =>
    {
        var found = (await cluster.AdminHttp.GetFromJsonAsync<JsonNode>($"/api/v1/namespaces/{space.Name}", Cancellation))!;
        var conditions = found["status"]?["conditions"]?.AsArray() ?? [];
        return conditions.Any(condition => condition!["type"]!.GetValue<string>() == "NamespaceFinalizersRemaining"
            && condition["message"]!.GetValue<string>().Contains("privatecloud.mendix.com/storage-provisioner", StringComparison.Ordinal));
    });
}

public sealed class EmbeddedNamespaceDeletionTests(EmbeddedCluster cluster) : NamespaceDeletionTests(cluster);

public sealed class RealNamespaceDeletionTests(RealCluster cluster) : NamespaceDeletionTests(cluster);
