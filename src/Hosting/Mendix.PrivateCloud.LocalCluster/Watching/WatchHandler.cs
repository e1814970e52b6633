using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>Answers <c>watch</c>: every change after a revision, in order, until the client or its time limit ends it.</summary>
internal sealed class WatchHandler(
    ObjectStore store, ResourceRegistry registry, TimeProvider timeProvider, TimeSpan bookmarkInterval) : IDisposable
{
    /// <summary>Kubernetes ends a watch without a limit after a random time between 30 and 60 minutes.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(30);

    private CancellationTokenSource _all = new();

    /// <summary>Ends the watches that are open now.</summary>
    public void EndAll()
    {
        using var ended = Interlocked.Exchange(ref _all, new CancellationTokenSource());
        ended.Cancel();
    }

    public void Dispose() => _all.Dispose();

    public async Task WatchAsync(ResourceRequest request)
    {
        var selection = WatchSelection.From(request);
        var start = WatchStart.From(request);
        var limit = request.NumberQuery("timeoutSeconds") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : DefaultLimit;
        var collection = store.Collection(request.Stored);
        var signal = new WatchSignal();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(request.Context.RequestAborted, Volatile.Read(ref _all).Token);
        Responses.Begin(request.Context, 200);
        var stream = new WatchStream(request.Context.Response.BodyWriter, ListHandler.ResponseFor(request), request.Type);

        collection.Watch(signal.Set);
        try
        {
            await using var timers = new WatchTimers(timeProvider, limit, bookmarkInterval, signal.Set);
            await request.Context.Response.StartAsync(ended.Token);
            var loop = new WatchLoop(store, collection, stream, selection, timers);
            await loop.RunAsync(start, signal, () => registry.Find(request.Path.Group, request.Path.Version, request.Path.Resource) is not null, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client went away or the cluster stops: the end of a watch is never an error.
        }
        finally
        {
            collection.Unwatch(signal.Set);
        }
    }
}
