using System.Threading.Channels;
using Mendix.PrivateCloud.LocalCluster.Http;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Controllers;

/// <summary>
/// Works through keys one at a time; a key that is added again while it waits is worked through once.
/// Adding never blocks, so that it may happen inside the store's lock.
/// </summary>
internal sealed class KeyedWorker<TKey>(string name, Action<TKey> handle, ILogger logger) : IAsyncDisposable
    where TKey : notnull
{
    private readonly Channel<TKey> _queue = Channel.CreateUnbounded<TKey>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<TKey> _waiting = [];
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public void Enqueue(TKey key)
    {
        lock (_waiting)
        {
            if (_waiting.Add(key))
            {
                _queue.Writer.TryWrite(key);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        await foreach (var key in _queue.Reader.ReadAllAsync())
        {
            lock (_waiting)
            {
                _waiting.Remove(key);
            }

            try
            {
                handle(key);
            }
            catch (ApiFailure failure) when (failure.Code is 404 or 409)
            {
                // It changed under our hands, and that change has queued what is left to do.
            }
            catch (Exception unexpected)
            {
                Log.ControllerFailed(logger, unexpected, name, key.ToString() ?? "");
            }
        }
    }
}
