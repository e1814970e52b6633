using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>The HTTP connections that this process holds now, as .NET's own metric counts them.</summary>
internal static class HttpConnections
{
    private static readonly MeterListener Listener = new();
    private static long _open;

    static HttpConnections()
    {
        Listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.open_connections" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        Listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _open, change));
        Listener.Start();
    }

    public static int Open => (int)Interlocked.Read(ref _open);
}
