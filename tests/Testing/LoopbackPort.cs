using System.Net;
using System.Net.Sockets;

namespace Mendix.PrivateCloud.Testing;

/// <summary>Finds TCP ports for servers that cannot choose one themselves.</summary>
public static class LoopbackPort
{
    /// <summary>A port that is free now. Somebody else may take it before the server does: start again then.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
