namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary>A server's name or address and its port.</summary>
/// <param name="Host">A DNS name, an IPv4 address, or an IPv6 address without its brackets.</param>
/// <param name="Port">The port; null where it cannot be told from what was written.</param>
internal sealed record HostPort(string Host, int? Port)
{
    /// <summary>Reads <c>host</c>, <c>host:port</c> or <c>[address]:port</c>; null when it is none of these.</summary>
    public static HostPort? Read(string text, int? defaultPort)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.LastIndexOf(':');
        var (host, rest) = end > 0 ? (text[..end], text[end..]) : end < 0 ? (text, "") : ("", "");
        host = host is ['[', .. var address, ']'] ? address : host;
        var isHost = Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            || (text.StartsWith('[') && Uri.CheckHostName(host) == UriHostNameType.IPv6);
        return !isHost ? null
            : rest.Length == 0 ? new HostPort(host, defaultPort)
            : rest[0] == ':' && int.TryParse(rest.AsSpan(1), System.Globalization.NumberStyles.None, null, out var port) && port is >= 1 and <= 65535
                ? new HostPort(host, port)
            : null;
    }

    /// <summary>Reads several, one behind the other; null when one of them is wrong, or there is none.</summary>
    public static IReadOnlyList<HostPort>? ReadAll(string text, char separator, int? defaultPort)
    {
        var written = text.Split(separator);
        var hosts = written.Select(host => Read(host, defaultPort)).OfType<HostPort>().ToList();
        return hosts.Count == written.Length ? hosts : null;
    }

    /// <summary>Whether both mean one server. A port that is not known is no contradiction.</summary>
    public bool Agrees(HostPort other) =>
        string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase) && (Port is null || other.Port is null || Port == other.Port);

    /// <summary><c>host:port</c>, as the Mendix runtime's setting DatabaseHost has it.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return Port is null ? host : $"{host}:{Port}";
    }
}
