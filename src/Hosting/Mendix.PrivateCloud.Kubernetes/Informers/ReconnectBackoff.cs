namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The pause before a connection is made anew: none after one that lasted, growing after each that did not.</summary>
internal sealed class ReconnectBackoff(TimeSpan longest)
{
    /// <summary>A connection of this age worked; one that ends sooner may be ended by whoever stands in between, and again at once.</summary>
    internal static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    private int _failures;

    public TimeSpan Next(TimeSpan lived)
    {
        if (lived >= Healthy)
        {
            _failures = 0;
            return TimeSpan.Zero;
        }

        var ceiling = TimeSpan.FromMilliseconds(Math.Min(First.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 30)), longest.TotalMilliseconds));
        return Jitter.Between(ceiling / 2, ceiling);
    }
}
