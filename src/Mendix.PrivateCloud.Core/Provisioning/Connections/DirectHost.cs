using System.Globalization;
using System.Net;

namespace Mendix.PrivateCloud.Provisioning.Connections;

/// <summary>One entry of the list of hosts that are reached without a proxy.</summary>
internal sealed record DirectHost
{
    private bool IsEverything { get; init; }

    private IPNetwork? Network { get; init; }

    // Begins with a dot, which a sub-domain ends in.
    private string Domain { get; init; } = "";

    private bool IsDomainItself { get; init; }

    private int? Port { get; init; }

    /// <summary>Reads an entry; null when it is no host.</summary>
    public static DirectHost? Parse(string entry)
    {
        if (entry == "*")
        {
            return new DirectHost { IsEverything = true };
        }

        if (entry.Contains('/', StringComparison.Ordinal))
        {
            return NetworkOf(entry) is { } network ? new DirectHost { Network = network } : null;
        }

        var (host, port) = Split(entry.ToLowerInvariant());
        if (IPAddress.TryParse(host, out var address))
        {
            return new DirectHost { Network = new IPNetwork(address, address.GetAddressBytes().Length * 8), Port = port };
        }

        var domain = host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host;
        var isWithItself = !domain.StartsWith('.');
        return domain.Trim('.').Length == 0 ? null : new DirectHost
        {
            Domain = isWithItself ? $".{Ascii(domain)}" : $".{Ascii(domain[1..])}",
            IsDomainItself = isWithItself,
            Port = port,
        };
    }

    /// <param name="host">The name or address, in lower case.</param>
    /// <param name="address">The host, if it is an address.</param>
    /// <param name="port">The port that is wanted.</param>
    public bool Covers(string host, IPAddress? address, int port) =>
        IsEverything || ((Port is null || Port == port) && (address is not null ? Network?.Contains(address) == true : IsInDomain(host)));

    private bool IsInDomain(string host) =>
        Domain.Length > 0 && (host.EndsWith(Domain, StringComparison.Ordinal) || (IsDomainItself && host.AsSpan().SequenceEqual(Domain.AsSpan(1))));

    // As people write it: the part behind the network may be anything, which IPNetwork itself refuses.
    private static IPNetwork? NetworkOf(string entry)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(entry.AsSpan(0, slash), out var address)
            || !int.TryParse(entry.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8)
        {
            return null;
        }

        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    private static (string Host, int? Port) Split(string entry)
    {
        if (entry.StartsWith('[') && entry.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            return (entry[1..end], PortOf(entry[(end + 1)..]));
        }

        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        // More than one colon: an IPv6 address.
        return colon < 0 || colon != entry.LastIndexOf(':') ? (entry, null) : (entry[..colon], PortOf(entry[colon..]));
    }

    private static int? PortOf(string text) => text.Length == 0 ? null
        : int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : -1; // no port is like that, so that the entry covers nothing

    private static string Ascii(string domain)
    {
        try
        {
            return new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }
}
