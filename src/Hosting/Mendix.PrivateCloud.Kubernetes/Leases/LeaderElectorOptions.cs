namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Who wants to lead, by which Lease, and how fast leadership changes hands.</summary>
public sealed class LeaderElectorOptions
{
    /// <summary>The namespace of the Lease. Required.</summary>
    public required string Namespace { get; set; }

    /// <summary>The name of the Lease; all candidates use the same. Required.</summary>
    public required string LeaseName { get; set; }

    /// <summary>This candidate, unlike every other one. Default the machine's name (a pod's name) and a random part.</summary>
    public string Identity { get; set; } = $"{Environment.MachineName.ToLowerInvariant()}_{Guid.NewGuid():N}";

    /// <summary>How long others wait for a leader that gives no sign. Default 15 seconds, whole seconds.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a leader that cannot renew goes on; must be shorter than <see cref="LeaseDuration"/>, so that it has stopped before another
    /// one begins. Default 10 seconds.
    /// </summary>
    public TimeSpan RenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause between attempts to take or renew the Lease. Default 2 seconds.</summary>
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">A value is missing, or the times do not fit together.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Namespace);
        ArgumentException.ThrowIfNullOrEmpty(LeaseName);
        ArgumentException.ThrowIfNullOrEmpty(Identity);
        if (RetryPeriod <= TimeSpan.Zero || RenewDeadline <= RetryPeriod || LeaseDuration <= RenewDeadline || LeaseDuration < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentException(
                $"LeaseDuration ({LeaseDuration}) must be longer than RenewDeadline ({RenewDeadline}), and that longer than RetryPeriod ({RetryPeriod}).");
        }
    }
}
