using System.Threading.Channels;

namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>Wakes one watcher, however often it is set between two waits.</summary>
internal sealed class WatchSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _channel.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAsync(cancellationToken);
}
