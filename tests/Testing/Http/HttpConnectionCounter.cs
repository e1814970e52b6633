using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>Counts the HTTP connections that this process holds to one server, as .NET's own metric tells them. Make it before the first request.</summary>
public sealed class HttpConnectionCounter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly int _port;
    private long _held;
    private long _most;

    /// <param name="server">URL of the server; its port tells it from others.</param>
    public HttpConnectionCounter(string server)
    {
        _port = new Uri(server).Port;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.open_connections" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) => Count(change, tags));
        _listener.Start();
    }

    /// <summary>Most connections that were held at one moment, idle ones among them.</summary>
    public int Most
    {
        get
        {
            lock (_lock)
            {
                return (int)_most;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private void Count(long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "server.port" && tag.Value is int port && port == _port)
            {
                lock (_lock)
                {
                    _held += change;
                    _most = Math.Max(_most, _held);
                }
            }
        }
    }
}
