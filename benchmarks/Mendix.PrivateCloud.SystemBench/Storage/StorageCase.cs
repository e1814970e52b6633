using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>
/// One storage type on a server of its own, and the same calls made by hand with the bare driver: same statements, same
/// looks at the server, same number of connections. What differs is what the product adds.
/// </summary>
internal abstract class StorageCase : IAsyncDisposable
{
    /// <summary>The type, as a plan names it.</summary>
    public abstract string Type { get; }

    /// <summary>The server and the driver, for the table.</summary>
    public abstract string Server { get; }

    /// <summary>The plan under which everything is made.</summary>
    public abstract object Plan { get; }

    /// <summary>Most connections that the plan may hold at a time.</summary>
    public abstract int ConnectionBudget { get; }

    /// <summary>Starts the server. Returns why it cannot be had; null when it is there.</summary>
    public abstract Task<string?> StartAsync();

    /// <summary>Registers the type as a host does.</summary>
    public abstract void Register(Microsoft.Extensions.DependencyInjection.IPrivateCloudBuilder builder);

    /// <summary>Makes one tenant with the bare driver.</summary>
    public abstract Task ProvisionByHandAsync(Tenant tenant);

    /// <summary>Removes one tenant with the bare driver.</summary>
    public abstract Task DeprovisionByHandAsync(Tenant tenant);

    /// <summary>The most connections of ours at one moment since the start; where only the server can count them, those of now.</summary>
    public abstract Task<int> CountConnectionsAsync();

    public abstract ValueTask DisposeAsync();
}
