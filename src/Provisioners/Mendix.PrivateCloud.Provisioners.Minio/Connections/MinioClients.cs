using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning.Connections;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

/// <summary>One client per server and account.</summary>
internal sealed class MinioClients(MinioOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly ClientPerAccount<Account, MinioClient> _clients = new();

    /// <summary>The client for this plan. Ask for it anew before each use: it may have been replaced.</summary>
    public MinioClient Client(MinioPlan plan) => _clients.Of(
        new Account(plan.Server, plan.AccessKey, plan.Region, plan.Connections),
        plan.SecretKey!,
        () => new MinioClient(plan, options, time),
        old =>
        {
            old.Dispose();
            logger.ClientReplaced(plan.AccessKey, plan.Server);
        });

    public void Dispose() => _clients.Dispose();

    private sealed record Account(string Server, string AccessKey, string Region, OutboundConnections Connections);
}
