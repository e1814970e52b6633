using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerDiagnosticsTests
{
    private const string Prefix = "mendix.privatecloud.";

    // Other tests use the same meter at the same time; the tag tells them apart.
    private readonly string _name = $"diagnostics-{Guid.NewGuid():N}";

    [Fact]
    public async Task Durations_waits_and_retries_are_measured_by_controller_and_outcome()
    {
        var measured = new ConcurrentQueue<(string Instrument, double Value, string Tags)>();
        using var listener = Listen(measured);
        await using var fixture = new ControllerFixture(Outcome, name: _name);
        foreach (var key in new[] { "done", "after", "failed", "blocked" })
        {
            fixture.Controller.Enqueue(key);
        }

        fixture.Controller.Start();
        await fixture.AdvanceAsync(0.2);
        await fixture.Controller.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["after", "blocked", "done", "failed", "failed"],
            measured.Where(m => m.Instrument == Prefix + "reconcile.duration").Select(m => m.Tags).Order());
        Assert.Equal(
            Enumerable.Repeat("change", 5),
            measured.Where(m => m.Instrument == Prefix + "queue.wait.duration").Select(m => m.Tags));
        Assert.Equal(1, Assert.Single(measured, m => m.Instrument == Prefix + "reconcile.retries").Value);
    }

    [Fact]
    public async Task Running_waiting_and_delayed_keys_are_observable_until_the_stop()
    {
        var measured = new ConcurrentQueue<(string Instrument, double Value, string Tags)>();
        using var listener = Listen(measured);
        await using var fixture = new ControllerFixture(
            async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ReconcileResult.Done;
            },
            new ControllerOptions { MaxConcurrency = 2 },
            name: _name);
        fixture.Controller.Start();
        Array.ForEach(["a", "b", "c"], key => fixture.Controller.Enqueue(key));
        Array.ForEach(["d", "e"], key => fixture.Controller.Enqueue(key, WorkPriority.Resync));
        fixture.Controller.EnqueueAfter("f", TimeSpan.FromHours(1));
        fixture.HeldBack = 2;
        await fixture.SettleAsync();
        measured.Clear();
        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                (Prefix + "queue.delayed", 1, ""),
                (Prefix + "queue.depth", 1, "change"),
                (Prefix + "queue.depth", 2, "resync"),
                (Prefix + "reconcile.active", 2, ""),
            ],
            measured.Where(m => m.Instrument != Prefix + "queue.wait.duration").Order());

        await fixture.Controller.StopAsync(new CancellationToken(canceled: true));
        measured.Clear();
        listener.RecordObservableInstruments();
        Assert.DoesNotContain(measured, m => m.Instrument is Prefix + "queue.depth" or Prefix + "reconcile.active");
    }

    [Fact]
    public async Task Each_reconcile_is_one_span_with_key_and_outcome()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PrivateCloudDiagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("controller") == _name)
                {
                    spans.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var fixture = new ControllerFixture(Outcome, new ControllerOptions { MaxConcurrency = 1 }, name: _name);
        fixture.Controller.Enqueue("done");
        fixture.Controller.Enqueue("failed");
        using (var host = new Activity("start of the host").Start())
        {
            fixture.Controller.Start();
        }

        await fixture.SettleAsync();
        await fixture.Controller.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["done", "failed"], spans.Select(span => span.GetTagItem("key")));
        Assert.Equal(["done", "failed"], spans.Select(span => span.GetTagItem("outcome")));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], spans.Select(span => span.Status));
        Assert.All(spans, span => Assert.Equal("reconcile " + _name, span.DisplayName));
        Assert.All(spans, span => Assert.Null(span.ParentId));
    }

    private static Task<ReconcileResult> Outcome(string key, CancellationToken cancellationToken) => Task.FromResult(key switch
    {
        "done" => ReconcileResult.Done,
        "after" => ReconcileResult.After(TimeSpan.FromHours(1)),
        "blocked" => ReconcileResult.Blocked("by the test"),
        _ => ReconcileResult.Failed("by the test"),
    });

    /// <summary>The values of the tags other than that of the controller are kept, joined.</summary>
    private MeterListener Listen(ConcurrentQueue<(string Instrument, double Value, string Tags)> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == PrivateCloudDiagnostics.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        return listener;

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray();
            if (all.Contains(new("controller", _name)))
            {
                measured.Enqueue((instrument.Name, value, string.Join(",", all.Where(tag => tag.Key != "controller").Select(tag => tag.Value))));
            }
        }
    }
}
