using System.Diagnostics;

namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class Controller<TKey>
{
    private const string Superseded = "superseded";
    private const string Cancelled = "cancelled";

    private async Task ReconcileAsync(WorkItem<TKey> item)
    {
        var cancellationToken = _queue.GetCancellationToken(item, _reconcileTimeout);
        var started = _time.GetTimestamp();
        Activity? activity = null;
        ReconcileResult result;
        try
        {
            activity = StartActivity(item);
            RecordStart(item);
            result = await _reconciler.ReconcileAsync(item.Key, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever the reconciler throws is a failure of this key alone.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result = ReconcileResult.Failed(exception is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? new TimeoutException($"It took longer than {_options.ReconcileTimeout.TotalSeconds:0} s and was cancelled.", exception)
                : exception);
        }

        var elapsed = _time.GetElapsedTime(started);
        var outcome = GiveBack(item, result, cancellationToken);
        RecordEnd(activity, result, outcome, elapsed);
        activity?.Dispose();
    }

    private string GiveBack(WorkItem<TKey> item, ReconcileResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome != ReconcileOutcome.Failed)
        {
            var isSuperseded = result.Outcome == ReconcileOutcome.After
                ? _queue.DoneAndAgainAfter(item, result.Delay)
                : _queue.Done(item);
            if (result.Outcome == ReconcileOutcome.Blocked && !isSuperseded)
            {
                Log.Blocked(_logger, Name, item.Key, result.Reason!);
            }

            return isSuperseded ? Superseded : NameOf(result.Outcome);
        }

        var retryAfter = _backoff.GetDelay(item.Failures, Random.Shared.NextDouble());

        // Before the key is given back: whoever sees no running key any more must find it in the report.
        var isCancelled = _isStopOverdue && cancellationToken.IsCancellationRequested;
        if (isCancelled)
        {
            _cancelled.Enqueue(item.Key);
        }

        if (_queue.Failed(item, retryAfter, _options.BackoffInitial))
        {
            Log.Superseded(_logger, Name, item.Key);
            return Superseded;
        }

        if (isCancelled)
        {
            return Cancelled;
        }

        Log.Failed(_logger, result.Exception, Name, item.Key, item.Failures + 1, retryAfter.TotalSeconds, result.Reason!);
        return NameOf(ReconcileOutcome.Failed);
    }

    private static string NameOf(ReconcileOutcome outcome) => outcome switch
    {
        ReconcileOutcome.Done => "done",
        ReconcileOutcome.After => "after",
        ReconcileOutcome.Failed => "failed",
        _ => "blocked",
    };

    private Activity? StartActivity(WorkItem<TKey> item)
    {
        var activity = PrivateCloudDiagnostics.Activities.StartActivity(_activityName);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(EngineMetrics.ControllerTag, Name);
            activity.SetTag("key", item.Key.ToString());
            activity.SetTag(EngineMetrics.PriorityTag, EngineMetrics.NameOf(item.Priority));
            activity.SetTag("failures", item.Failures);
        }

        return activity;
    }

    private void RecordStart(WorkItem<TKey> item)
    {
        if (item.Failures > 0 && EngineMetrics.Retries.Enabled)
        {
            EngineMetrics.Retries.Add(1, new KeyValuePair<string, object?>(EngineMetrics.ControllerTag, Name));
        }

        if (item.ReadyAt != WorkNode<TKey>.NotMeasured)
        {
            EngineMetrics.QueueWait.Record(
                _time.GetElapsedTime(item.ReadyAt).TotalSeconds,
                new KeyValuePair<string, object?>(EngineMetrics.ControllerTag, Name),
                new KeyValuePair<string, object?>(EngineMetrics.PriorityTag, EngineMetrics.NameOf(item.Priority)));
        }
    }

    private void RecordEnd(Activity? activity, ReconcileResult result, string outcome, TimeSpan elapsed)
    {
        if (activity is not null)
        {
            activity.SetTag(EngineMetrics.OutcomeTag, outcome);
            if (result.Outcome == ReconcileOutcome.Failed && outcome == NameOf(ReconcileOutcome.Failed))
            {
                activity.SetStatus(ActivityStatusCode.Error, result.Reason);
            }
        }

        if (EngineMetrics.Duration.Enabled)
        {
            EngineMetrics.Duration.Record(
                elapsed.TotalSeconds,
                new KeyValuePair<string, object?>(EngineMetrics.ControllerTag, Name),
                new KeyValuePair<string, object?>(EngineMetrics.OutcomeTag, outcome));
        }
    }
}
