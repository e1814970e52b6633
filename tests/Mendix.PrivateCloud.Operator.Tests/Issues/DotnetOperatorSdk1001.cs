using System.Collections.Concurrent;
using System.Text;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #1001: an object was written whole, as it had been read, to attach a finalizer, also when it had it already.
/// Whoever wrote in between made the reconcile fail with 409. Our operator writes only the fields that are its own, only when they differ,
/// and takes a conflict for a reason to look again: it tells nobody of it, and takes back nobody's change.
/// </summary>
public sealed class DotnetOperatorSdk1001
{
    private const int TouchesPerObject = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_by_somebody_else_right_before_each_write_is_neither_an_obstacle_nor_lost()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        await cluster.WithPlansAsync();
        var touches = new ConcurrentDictionary<string, int>();
        cluster.BeforeRequest = async request =>
        {
            if (request.Verb is "update" or "patch" && request.Name.Length > 0)
            {
                await TouchAsync(cluster.User, request, touches);
            }

            return null;
        };

        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();

        Assert.Equal(["builds", "endpoints", "mendixapps", "runtimes", "storageinstances"], touches.Keys.Select(key => key.Split('/')[0]).Distinct().Order());
        Assert.Equal($"{Math.Min(TouchesPerObject, touches["mendixapps/crm"])}", (await cluster.FindAsync<MendixApp>("crm"))!.Metadata.Annotations!["touched"]);
        Assert.Equal($"{Math.Min(TouchesPerObject, touches["runtimes/crm"])}", (await cluster.FindAsync<Runtime>("crm"))!.Metadata.Annotations!["touched"]);
        Assert.Empty(await cluster.WarningsAsync());
        Assert.Single(cluster.Shelf.Things);
    }

    private static Task TouchAsync(KubernetesClient user, LocalRequest request, ConcurrentDictionary<string, int> touches) => request.Resource switch
    {
        "mendixapps" => TouchAsync<MendixApp>(user, request, touches),
        "storageinstances" => TouchAsync<StorageInstance>(user, request, touches),
        "builds" => TouchAsync<Build>(user, request, touches),
        "endpoints" => TouchAsync<Endpoint>(user, request, touches),
        "runtimes" => TouchAsync<Runtime>(user, request, touches),
        _ => Task.CompletedTask,
    };

    private static async Task TouchAsync<T>(KubernetesClient user, LocalRequest request, ConcurrentDictionary<string, int> touches)
        where T : class, IKubernetesObject<T>
    {
        // The first write makes some of them: there is nothing to touch yet.
        if (await user.FindAsync<T>(request.Namespace, request.Name, Cancellation) is null
            || touches.AddOrUpdate($"{request.Resource}/{request.Name}", 1, (_, count) => count + 1) is var number && number > TouchesPerObject)
        {
            return;
        }

        await user.PatchAsync<T>(
            request.Namespace, request.Name, PatchType.Merge, Encoding.UTF8.GetBytes($$"""{"metadata":{"annotations":{"touched":"{{number}}"} } }"""), cancellationToken: Cancellation);
    }
}
