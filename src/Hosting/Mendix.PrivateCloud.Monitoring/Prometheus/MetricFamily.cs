using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.Monitoring.Prometheus;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One series at one moment; the buckets of a histogram are cumulative, the last one without a bound.</summary>
internal sealed record SeriesSnapshot(string Labels, double Value, IReadOnlyList<long>? Buckets);

/// <summary>One family at one moment.</summary>
internal sealed record MetricSnapshot(string Name, MetricKind Kind, string Help, IReadOnlyList<double> Bounds, IReadOnlyList<SeriesSnapshot> Series);

/// <summary>What one instrument has reported, by its tags.</summary>
internal sealed class MetricFamily
{
    private const string Overflow = "otel_metric_overflow=\"true\"";

    // Those of OpenTelemetry for durations in seconds, and for anything else.
    private static readonly double[] DefaultSeconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly double[] DefaultBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly string _help;
    private readonly int _maxSeries;
    private readonly bool _isObserved;
    private readonly bool _isAbsolute;
    private readonly double[] _bounds;

    public MetricFamily(string name, MetricKind kind, Instrument instrument, int maxSeries)
    {
        (Name, Kind, _help, _maxSeries) = (name, kind, instrument.Description ?? "", maxSeries);
        _isObserved = instrument.IsObservable;
        _isAbsolute = _isObserved || IsA(instrument, typeof(Gauge<>));
        _bounds = kind == MetricKind.Histogram ? BoundsOf(instrument) : [];
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public static MetricKind KindOf(Instrument instrument) =>
        IsA(instrument, typeof(Histogram<>)) ? MetricKind.Histogram
        : IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(ObservableCounter<>)) ? MetricKind.Counter
        : MetricKind.Gauge;

    /// <summary>An instrument that is asked tells all that there is: what it does not mention is gone.</summary>
    public void BeginObservation()
    {
        if (_isObserved)
        {
            lock (_gate)
            {
                _series.Clear();
            }
        }
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusNames.Labels(tags);
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                var key = _series.Count < _maxSeries ? labels : Overflow;
                if (!_series.TryGetValue(key, out series))
                {
                    _series[key] = series = new Series(Kind == MetricKind.Histogram ? new long[_bounds.Length + 1] : null);
                }
            }

            series.Value = _isAbsolute ? value : series.Value + value;
            if (series.Buckets is { } buckets)
            {
                var index = Array.BinarySearch(_bounds, value);
                buckets[index < 0 ? ~index : index]++;
            }
        }
    }

    public MetricSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new MetricSnapshot(
                Name, Kind, _help, _bounds, [.. _series.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value.Snapshot(item.Key))]);
        }
    }

    private static bool IsA(Instrument instrument, Type kind) => instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    private static double[] BoundsOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries,
            Histogram<float> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            _ => null,
        };
        return [.. (advised ?? (instrument.Unit == "s" ? DefaultSeconds : DefaultBounds)).Order()];
    }

    private sealed class Series(long[]? buckets)
    {
        public double Value { get; set; }

        public long[]? Buckets => buckets;

        public SeriesSnapshot Snapshot(string labels)
        {
            var sum = 0L;
            return new SeriesSnapshot(labels, Value, buckets?.Select(count => sum += count).ToArray());
        }
    }
}
