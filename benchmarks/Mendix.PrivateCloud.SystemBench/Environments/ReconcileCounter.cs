using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>Counts reconciles by controller from the engine's own meter.</summary>
internal sealed class ReconcileCounter : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly MeterListener _listener = new();

    public ReconcileCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "mendix.privatecloud.reconcile.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "controller")
                {
                    _counts.AddOrUpdate((string)tag.Value!, 1, static (_, count) => count + 1);
                }
            }
        });
        _listener.Start();
    }

    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    public int Total => _counts.Values.Sum();

    public int Of(string controller) => _counts.GetValueOrDefault(controller);

    public void Reset() => _counts.Clear();

    public void Dispose() => _listener.Dispose();
}
