using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One candidate's view of a Lease, and its attempts to take it. Every write depends on the version that was read.</summary>
internal sealed class LeaseClaim(KubernetesClient client, LeaderElectorOptions options)
{
    private readonly TimeProvider _time = client.Time;
    private Lease? _seen;
    private long _seenAt;

    public string? Holder => _seen?.Spec?.HolderIdentity is { Length: > 0 } holder ? holder : null;

    /// <summary>The local time just before the last claim that succeeded.</summary>
    public long RenewedAt { get; private set; }

    /// <summary>Takes the Lease, or renews it.</summary>
    /// <returns>Whether it is ours now.</returns>
    public async Task<bool> TryClaimAsync(CancellationToken cancellationToken)
    {
        var before = _time.GetTimestamp();
        var lease = await client.FindAsync<Lease>(options.Namespace, options.LeaseName, cancellationToken).ConfigureAwait(false);
        if (lease is not null)
        {
            Observe(lease);
            if (Holder is not null && Holder != options.Identity && _time.GetElapsedTime(_seenAt) < DurationOf(lease))
            {
                return false;
            }
        }

        try
        {
            Observe(lease is null
                ? await client.CreateAsync(Claimed(NewLease()), cancellationToken).ConfigureAwait(false)
                : await client.ReplaceAsync(Claimed(lease), cancellationToken).ConfigureAwait(false));
        }
        catch (KubernetesException exception) when (exception.IsConflict || exception.IsAlreadyExists)
        {
            // Another candidate was faster; the next look shows who.
            return false;
        }

        RenewedAt = before;
        return true;
    }

    /// <summary>Gives the Lease up, if it is ours.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var lease = await client.FindAsync<Lease>(options.Namespace, options.LeaseName, cancellationToken).ConfigureAwait(false);
        if (lease?.Spec?.HolderIdentity != options.Identity)
        {
            return;
        }

        lease.Spec.HolderIdentity = "";
        lease.Spec.LeaseDurationSeconds = 1;
        lease.Spec.RenewTime = _time.GetUtcNow();
        Observe(await client.ReplaceAsync(lease, cancellationToken).ConfigureAwait(false));
    }

    private Lease NewLease() => new() { Metadata = new ObjectMeta { Namespace = options.Namespace, Name = options.LeaseName } };

    private Lease Claimed(Lease lease)
    {
        var now = _time.GetUtcNow();
        var spec = lease.Spec ?? new LeaseSpec();
        var isOurs = spec.HolderIdentity == options.Identity;
        var claimed = NewLease();
        claimed.Metadata = lease.Metadata;
        claimed.Spec = new LeaseSpec
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(options.LeaseDuration.TotalSeconds),
            AcquireTime = isOurs ? spec.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = (spec.LeaseTransitions ?? 0) + (isOurs || lease.Metadata.Uid is null ? 0 : 1),
        };
        return claimed;
    }

    private void Observe(Lease lease)
    {
        if (_seen?.Metadata.ResourceVersion != lease.Metadata.ResourceVersion || _seen?.Metadata.Uid != lease.Metadata.Uid)
        {
            _seenAt = _time.GetTimestamp();
        }

        _seen = lease;
    }

    /// <summary>The holder says how long it may be silent; if it does not, what this candidate would have said.</summary>
    private TimeSpan DurationOf(Lease lease) =>
        lease.Spec?.LeaseDurationSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : options.LeaseDuration;
}
