using System.Collections.Concurrent;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.Shared.Connections;

/// <summary>
/// One of something for each way to connect, such as an HTTP client. Where the way of a namespace changes, what served the former one
/// stays to the end; its connections close by themselves.
/// </summary>
/// <param name="make">Makes it.</param>
internal sealed class PerConnections<T>(Func<OutboundConnections, T> make) : IDisposable
    where T : class, IDisposable
{
    // Made once, also where several ask at the same moment.
    private readonly ConcurrentDictionary<OutboundConnections, Lazy<T>> _all = new();

    public T Of(OutboundConnections connections) => _all.GetOrAdd(connections, key => new Lazy<T>(() => make(key))).Value;

    public void Dispose()
    {
        foreach (var made in _all.Values.Where(made => made.IsValueCreated))
        {
            made.Value.Dispose();
        }
    }
}
