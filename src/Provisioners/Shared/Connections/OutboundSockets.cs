using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.Shared.Connections;

/// <summary>What HTTP clients of storage servers connect with.</summary>
internal static class OutboundSockets
{
    /// <param name="maxConnections">The most connections to one server.</param>
    /// <param name="connections">Whom they trust, and which proxy they take.</param>
    public static SocketsHttpHandler Make(int maxConnections, OutboundConnections connections)
    {
        var sockets = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = maxConnections,
            // A server moves to another address, at a failover for instance, without closing what is open.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        connections.ApplyTo(sockets);
        return sockets;
    }
}
