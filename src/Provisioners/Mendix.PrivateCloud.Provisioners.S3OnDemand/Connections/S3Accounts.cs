using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>One set of clients per account and place. A changed secret makes new ones and the old ones go.</summary>
internal sealed class S3Accounts(S3OnDemandOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Place, Entry> _accounts = [];
    private bool _disposed;

    /// <summary>The clients for this plan.</summary>
    public S3Account Of(S3OnDemandPlan plan)
    {
        var place = new Place(plan.AccessKeyId, plan.Region, plan.Endpoint, plan.IamEndpoint, plan.StsEndpoint);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_accounts.TryGetValue(place, out var entry))
            {
                if (entry.Secret.Equals(plan.SecretAccessKey))
                {
                    return entry.Account;
                }

                // Not disposed: a verb under way may still hold it, and it owns no connection of its own.
                logger.SecretReplaced(plan.AccessKeyId);
            }

            var account = new S3Account(plan, options, time);
            _accounts[place] = new Entry(plan.SecretAccessKey!, account);
            return account;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var entry in _accounts.Values)
            {
                entry.Account.Dispose();
            }

            _accounts.Clear();
        }
    }

    private sealed record Place(string AccessKeyId, string Region, string? Endpoint, string? IamEndpoint, string? StsEndpoint);

    private sealed record Entry(SecretValue Secret, S3Account Account);
}
