namespace Mendix.PrivateCloud.Reconciling;

/// <summary>
/// Delays that double with every failure in a row up to a cap, spread downwards by a random share so that
/// keys which failed together do not come back together.
/// </summary>
/// <param name="initial">The delay after the first failure.</param>
/// <param name="max">No delay is longer.</param>
/// <param name="jitter">The share of the delay, from 0 to 1, by which it is shortened at most.</param>
internal sealed class ExponentialBackoff(TimeSpan initial, TimeSpan max, double jitter)
{
    /// <param name="failures">Failures in a row before this one.</param>
    /// <param name="sample">A random number, at least 0 and less than 1.</param>
    internal TimeSpan GetDelay(int failures, double sample)
    {
        var full = Math.Min(initial.Ticks * Math.Pow(2, failures), max.Ticks);
        return TimeSpan.FromTicks((long)(full * (1 - (jitter * sample))));
    }
}
