using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Monitoring.Prometheus;

/// <summary>Adds up what the instruments of some meters report.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<MetricFamily> _families = [];
    private readonly HashSet<string> _meters;
    private readonly int _maxSeries;
    private bool _isStarted;

    public MetricsCollector(IOptions<MonitoringOptions> options)
    {
        _meters = options.Value.Meters.ToHashSet(StringComparer.Ordinal);
        _maxSeries = options.Value.MaxSeries;
        _listener.InstrumentPublished = OnPublished;
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, family) => Record(family, (double)value, tags));
    }

    public void Start()
    {
        lock (_gate)
        {
            if (_isStarted)
            {
                return;
            }

            _isStarted = true;
        }

        _listener.Start();
    }

    /// <summary>All families at this moment, by name.</summary>
    public IReadOnlyList<MetricSnapshot> Collect()
    {
        // One at a time: the instruments that are asked write into the same families.
        lock (_gate)
        {
            foreach (var family in _families)
            {
                family.BeginObservation();
            }

            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // An instrument that cannot tell its value must not cost the others theirs.
            }

            return [.. _families.Select(family => family.Snapshot()).Where(family => family.Series.Count > 0).OrderBy(family => family.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        if (!_meters.Contains(instrument.Meter.Name))
        {
            return;
        }

        MetricFamily? family;
        lock (_gate)
        {
            var (name, kind) = (PrometheusNames.OfFamily(instrument), MetricFamily.KindOf(instrument));
            family = _families.Find(known => known.Name == name);
            if (family is null)
            {
                _families.Add(family = new MetricFamily(name, kind, instrument, _maxSeries));
            }
            else if (family.Kind != kind)
            {
                // Two lines of one name and of different types would make the whole answer unreadable.
                return;
            }
        }

        listener.EnableMeasurementEvents(instrument, family);
    }

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Record(value, tags);
}
