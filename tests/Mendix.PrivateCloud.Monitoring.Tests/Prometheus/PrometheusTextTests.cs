using System.Diagnostics.Metrics;
using Mendix.PrivateCloud.Monitoring.Prometheus;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Monitoring.Tests.Prometheus;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new($"test-{Guid.NewGuid()}");
    private readonly MetricsCollector _collector;

    public PrometheusTextTests()
    {
        var options = new MonitoringOptions { MaxSeries = 50 };
        options.Meters.Clear();
        options.Meters.Add(_meter.Name);
        _collector = new MetricsCollector(Options.Create(options));
        _collector.Start();
    }

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Each_kind_is_written_as_the_format_says()
    {
        var histogram = _meter.CreateHistogram(
            "run.duration", "s", "Takes \\ and\nlines.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        var counter = _meter.CreateCounter<long>("calls", "{call}", "Calls.");
        var gauge = _meter.CreateUpDownCounter<int>("queue.depth");
        histogram.Record(0.1, new KeyValuePair<string, object?>("kind", "a"));
        histogram.Record(0.25, new KeyValuePair<string, object?>("kind", "a"));
        histogram.Record(7, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(2, new("text", "say \"hi\"\\\n"), new("http.status", 200), new("ok", true));
        gauge.Add(5);
        gauge.Add(-7);

        Assert.Equal(
            """
            # HELP calls_total Calls.
            # TYPE calls_total counter
            calls_total{http_status="200",ok="true",text="say \"hi\"\\\n"} 2
            # TYPE queue_depth gauge
            queue_depth -2
            # HELP run_duration_seconds Takes \\ and\nlines.
            # TYPE run_duration_seconds histogram
            run_duration_seconds_bucket{kind="a",le="0.1"} 1
            run_duration_seconds_bucket{kind="a",le="1"} 2
            run_duration_seconds_bucket{kind="a",le="+Inf"} 3
            run_duration_seconds_sum{kind="a"} 7.35
            run_duration_seconds_count{kind="a"} 3

            """.ReplaceLineEndings("\n"),
            Text());
        ExpositionReader.Read(Text());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Whatever_instruments_and_tags_are_called_the_text_can_be_read_and_holds_their_values(int seed)
    {
        var random = new Random(seed);
        var expected = 0.0;
        for (var number = 0; number < 30; number++)
        {
            var name = $"n{number}x{Nasty(random)}";
            var tag = new KeyValuePair<string, object?>(Nasty(random), Nasty(random));
            var other = new KeyValuePair<string, object?>(Nasty(random), random.NextDouble());
            var value = random.Next(1, 1000) / 8.0;
            switch (random.Next(3))
            {
                case 0:
                    _meter.CreateCounter<double>(name, Nasty(random), Nasty(random)).Add(value, tag, other);
                    expected += value;
                    break;
                case 1:
                    _meter.CreateGauge<double>(name, "By", Nasty(random)).Record(value, tag, other);
                    expected += value;
                    break;
                default:
                    _meter.CreateHistogram<double>(name, "s", Nasty(random)).Record(value, tag, other);
                    expected += value;
                    break;
            }
        }

        var samples = ExpositionReader.Read(Text());
        Assert.Equal(expected, samples.Where(sample => !sample.Name.EndsWith("_bucket", StringComparison.Ordinal) && !sample.Name.EndsWith("_count", StringComparison.Ordinal)).Sum(sample => sample.Value), 6);
    }

    [Fact]
    public void Numbers_beyond_all_numbers_have_their_words()
    {
        var gauge = _meter.CreateGauge<double>("g");
        gauge.Record(double.PositiveInfinity, new KeyValuePair<string, object?>("k", 1));
        gauge.Record(double.NegativeInfinity, new KeyValuePair<string, object?>("k", 2));
        gauge.Record(double.NaN, new KeyValuePair<string, object?>("k", 3));
        Assert.Equal("# TYPE g gauge\ng{k=\"1\"} +Inf\ng{k=\"2\"} -Inf\ng{k=\"3\"} NaN\n", Text());
    }

    [Fact]
    public void What_an_observed_instrument_does_not_mention_any_more_is_gone()
    {
        var alive = new List<string> { "a", "b" };
        _meter.CreateObservableGauge("alive", () => alive.Select(name => new Measurement<int>(1, new KeyValuePair<string, object?>("name", name))));
        Assert.Equal("# TYPE alive gauge\nalive{name=\"a\"} 1\nalive{name=\"b\"} 1\n", Text());
        alive.Remove("a");
        Assert.Equal("# TYPE alive gauge\nalive{name=\"b\"} 1\n", Text());
    }

    [Fact]
    public void An_instrument_that_cannot_be_observed_costs_the_others_nothing()
    {
        _meter.CreateObservableGauge("broken", new Func<int>(() => throw new InvalidOperationException("mine")));
        _meter.CreateObservableCounter("fine", () => 3L);
        Assert.Equal("# TYPE fine_total counter\nfine_total 3\n", Text());
    }

    [Fact]
    public void More_series_than_allowed_are_counted_together()
    {
        var counter = _meter.CreateCounter<long>("c");
        for (var number = 0; number < 80; number++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("key", number));
        }

        var samples = ExpositionReader.Read(Text());
        Assert.Equal(51, samples.Count);
        Assert.Equal(30, samples.Single(sample => sample.Labels.ContainsKey("otel_metric_overflow")).Value);
    }

    [Fact]
    public void Instruments_that_come_to_the_same_name_do_not_make_the_text_unreadable()
    {
        _meter.CreateCounter<long>("a.b").Add(1);
        _meter.CreateCounter<long>("a-b").Add(2);
        _meter.CreateGauge<long>("a.b.total").Record(100);
        Assert.Equal("# TYPE a_b_total counter\na_b_total 3\n", Text());
    }

    private string Text() => PrometheusText.Write(_collector.Collect());

    private static string Nasty(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "aZ9_:.-/ \\\"\n{}=,é€#"[random.Next(18)]));
}
