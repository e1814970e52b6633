using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>How a <see cref="Controller{TKey}"/> works. Checked, and copied, when the controller is made.</summary>
public sealed record ControllerOptions
{
    /// <summary>How many keys are reconciled at once. From 1 to 1024; 8 by default.</summary>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>
    /// The retry delay after a first failure; it doubles with every further failure in a row. It is also the
    /// shortest time between a failure and the next run when the key is merely enqueued, so that a failing
    /// reconcile which causes changes itself cannot run without end. From 1 ms to <see cref="BackoffMax"/>;
    /// 200 ms by default.
    /// </summary>
    public TimeSpan BackoffInitial { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest retry delay. Up to 1 day; 5 minutes by default.</summary>
    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The share by which a retry delay is shortened at most, at random. From 0 (not at all) to 1; 0.3 by
    /// default.
    /// </summary>
    public double BackoffJitter { get; set; } = 0.3;

    /// <summary>
    /// How long one reconcile may take before its token is cancelled and it counts as failed, so that calls
    /// which never return do not take all workers. Zero is no limit, otherwise from 1 s to 1 day; 10 minutes
    /// by default.
    /// </summary>
    public TimeSpan ReconcileTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often all keys are looked at again although nothing is known to have changed. Zero switches it
    /// off, otherwise from 1 s to 1 day; 10 minutes by default. Without a source of keys nothing happens.
    /// </summary>
    public TimeSpan ResyncPeriod { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The share by which a resync period is shortened or prolonged at most, at random. From 0 to 0.5; 0.1
    /// by default.
    /// </summary>
    public double ResyncJitter { get; set; } = 0.1;

    /// <summary>
    /// How long running reconciles may go on after a stop before they are cancelled. From 0 to 1 hour; 20 s
    /// by default, which fits into the 30 s that Kubernetes gives a pod.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long cancelled reconciles may take to end before the stop gives up on them and reports them.
    /// From 0 to 1 hour; 5 s by default.
    /// </summary>
    public TimeSpan CancellationTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="OptionsValidationException">Values are out of range; it names every one of them.</exception>
    public void Validate()
    {
        var day = TimeSpan.FromDays(1);
        var hour = TimeSpan.FromHours(1);
        List<string> failures = [];
        Check(nameof(MaxConcurrency), MaxConcurrency, 1, 1024);
        Check(nameof(BackoffMax), BackoffMax, TimeSpan.FromMilliseconds(1), day);
        Check(nameof(BackoffInitial), BackoffInitial, TimeSpan.FromMilliseconds(1), BackoffMax > day ? day : BackoffMax);
        Check(nameof(BackoffJitter), BackoffJitter, 0, 1);
        Check(nameof(ResyncJitter), ResyncJitter, 0, 0.5);
        Check(nameof(StopTimeout), StopTimeout, TimeSpan.Zero, hour);
        Check(nameof(CancellationTimeout), CancellationTimeout, TimeSpan.Zero, hour);
        if (ReconcileTimeout != TimeSpan.Zero)
        {
            Check(nameof(ReconcileTimeout), ReconcileTimeout, TimeSpan.FromSeconds(1), day);
        }

        if (ResyncPeriod != TimeSpan.Zero)
        {
            Check(nameof(ResyncPeriod), ResyncPeriod, TimeSpan.FromSeconds(1), day);
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(nameof(ControllerOptions), typeof(ControllerOptions), failures);
        }

        void Check<T>(string field, T value, T from, T to)
            where T : IComparable<T>
        {
            if (value.CompareTo(from) < 0 || value.CompareTo(to) > 0)
            {
                failures.Add($"{nameof(ControllerOptions)}.{field} is {value}; set it to a value from {from} to {to}.");
            }
        }
    }
}
