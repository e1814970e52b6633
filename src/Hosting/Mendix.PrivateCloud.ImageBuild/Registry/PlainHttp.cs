using System.Net;
using System.Net.Sockets;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>
/// At which hosts a registry may speak plain http if it speaks no TLS: an RFC 1918 address, <c>localhost</c>, 127.0.0.1, ::1,
/// <c>*.localhost</c>, <c>*.local</c>, as documented for the original.
/// </summary>
internal static class PlainHttp
{
    /// <param name="registry">Host, and port if it has one.</param>
    public static bool IsAllowedFor(string registry)
    {
        if (!Uri.TryCreate($"http://{registry}", UriKind.Absolute, out var address))
        {
            return false;
        }

        var host = address.IdnHost;
        return IPAddress.TryParse(host, out var ip)
            ? IsPrivate(ip)
            : host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsPrivate(IPAddress ip) => ip.AddressFamily != AddressFamily.InterNetwork
        ? ip.Equals(IPAddress.IPv6Loopback)
        : ip.Equals(IPAddress.Loopback) || ip.GetAddressBytes() switch
        {
            [10, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            _ => false,
        };
}
