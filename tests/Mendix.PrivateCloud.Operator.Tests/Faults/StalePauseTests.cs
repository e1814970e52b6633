using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>A view that is stale for longer is looked at more seldom, however many other news ask for a look.</summary>
public sealed class StalePauseTests
{
    [Fact]
    public async Task It_is_as_long_as_the_view_has_been_stale_already()
    {
        var (time, isStale, key) = (new VirtualTimeProvider(), true, new ObjectKey("apps", "crm"));
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1") };
        using var client = new KubernetesClient(http);
        var reconciler = new UpToDateReconciler<MendixApp>(
            new Informer<MendixApp>(client), null!, new Reconciler(() => isStale ? throw new StaleViewException() : ReconcileResult.Done), time);
        async Task<TimeSpan> PauseAsync() => (await reconciler.ReconcileAsync(key, TestContext.Current.CancellationToken)).Delay;

        for (var look = 0; look < 10; look++)
        {
            Assert.Equal(TimeSpan.FromMilliseconds(100), await PauseAsync());
        }

        time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Equal(TimeSpan.FromMilliseconds(400), await PauseAsync());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromSeconds(5), await PauseAsync());

        isStale = false;
        await PauseAsync();
        isStale = true;
        Assert.Equal(TimeSpan.FromMilliseconds(100), await PauseAsync());
    }

    private sealed class Reconciler(Func<ReconcileResult> reconcile) : IReconciler<ObjectKey>
    {
        public Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken) => Task.FromResult(reconcile());
    }
}
