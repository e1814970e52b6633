using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>
/// Counts what drivers send, from what they publish themselves: HTTP requests and commands of Npgsql as metrics, commands
/// of SqlClient as diagnostic events. The way that is measured knows nothing of it.
/// </summary>
internal sealed class RequestCounter : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly MeterListener _listener = new();
    private readonly IDisposable _events;
    private IDisposable? _commands;
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
        _events = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Requests since the counter was made, of the whole process.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "SqlClientDiagnosticListener")
        {
            _commands = value.Subscribe(this, name => name == "Microsoft.Data.SqlClient.WriteCommandBefore");
        }
    }

    public void OnNext(KeyValuePair<string, object?> value) => Interlocked.Increment(ref _requests);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _listener.Dispose();
        _commands?.Dispose();
        _events.Dispose();
    }
}
