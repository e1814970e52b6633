using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

/// <summary>One client per server and account. A changed secret key makes a new one and the old one goes.</summary>
internal sealed class MinioClients(MinioOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Account, Entry> _clients = [];
    private bool _disposed;

    /// <summary>The client for this plan. Ask for it anew before each use: it may have been replaced.</summary>
    public MinioClient Client(MinioPlan plan)
    {
        var account = new Account(plan.Server, plan.AccessKey, plan.Region);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_clients.TryGetValue(account, out var entry))
            {
                if (entry.SecretKey.Equals(plan.SecretKey))
                {
                    return entry.Client;
                }

                entry.Client.Dispose();
                logger.ClientReplaced(plan.AccessKey, plan.Server);
            }

            var client = new MinioClient(plan, options, time);
            _clients[account] = new Entry(plan.SecretKey!, client);
            return client;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var entry in _clients.Values)
            {
                entry.Client.Dispose();
            }

            _clients.Clear();
        }
    }

    private sealed record Account(string Server, string AccessKey, string Region);

    private sealed record Entry(SecretValue SecretKey, MinioClient Client);
}
