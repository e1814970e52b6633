using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning.Connections;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>One set of clients per account and place.</summary>
internal sealed class S3Accounts(S3OnDemandOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly ClientPerAccount<Place, S3Account> _accounts = new();
    private readonly S3Connections _connections = new(options);

    /// <summary>The clients for this plan.</summary>
    public S3Account Of(S3OnDemandPlan plan) => _accounts.Of(
        new Place(plan.AccessKeyId, plan.Region, plan.Endpoint, plan.IamEndpoint, plan.StsEndpoint, plan.Connections),
        plan.SecretAccessKey!,
        () => new S3Account(plan, options, _connections, time),
        // Not disposed: a verb under way may still hold it, and it owns no connection of its own.
        _ => logger.SecretReplaced(plan.AccessKeyId));

    public void Dispose()
    {
        _accounts.Dispose();
        _connections.Dispose();
    }

    private sealed record Place(string AccessKeyId, string Region, string? Endpoint, string? IamEndpoint, string? StsEndpoint, OutboundConnections Connections);
}
