using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>
/// Counts what drivers send, from the metrics that they publish themselves: HTTP requests, and commands of Npgsql. The
/// way that is measured knows nothing of it.
/// </summary>
internal sealed class RequestCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _requests;

    public RequestCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" }
                or { Meter.Name: "Npgsql", Name: "db.client.operation.duration" or "db.client.commands.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _requests));
        _listener.Start();
    }

    /// <summary>Requests since the counter was made, of the whole process.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public void Dispose() => _listener.Dispose();
}
