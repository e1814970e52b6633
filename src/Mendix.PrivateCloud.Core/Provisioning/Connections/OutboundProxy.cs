using System.Net;

namespace Mendix.PrivateCloud.Provisioning.Connections;

/// <summary>
/// The proxies of a namespace, and the hosts that are reached without one. Programs differ in what they make of such a list; this is
/// what Go's <c>httpproxy</c> makes of it, as the original does.
/// </summary>
/// <remarks>
/// The list holds IP addresses, networks (<c>10.0.0.0/8</c>) and host names. A name stands for its sub-domains too, one that begins with
/// a dot (or <c>*.</c>) for these alone; <c>:port</c> behind an address or a name limits it to that port; <c>*</c> means no proxy at all.
/// <c>localhost</c> and loopback addresses are never reached through a proxy. Names are not resolved, so networks count for addresses only.
/// </remarks>
public sealed class OutboundProxy : IWebProxy, IEquatable<OutboundProxy>
{
    private readonly DirectHost[] _direct;
    private readonly string _identity;

    /// <summary>Describes proxies.</summary>
    /// <param name="http">The proxy for <c>http</c> addresses; null for none.</param>
    /// <param name="https">The proxy for <c>https</c> addresses; null for none.</param>
    /// <param name="direct">What is reached without a proxy. Blanks and what is no host are ignored.</param>
    public OutboundProxy(Uri? http, Uri? https, IEnumerable<string> direct)
    {
        ArgumentNullException.ThrowIfNull(direct);
        (Http, Https) = (http, https);
        var entries = direct.SelectMany(entry => entry.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        _direct = [.. entries.Select(DirectHost.Parse).OfType<DirectHost>()];
        _identity = $"http through {Words(http)}, https through {Words(https)}, without a proxy {string.Join(',', entries)}";
    }

    /// <summary>The proxy for <c>http</c> addresses; null for none.</summary>
    public Uri? Http { get; }

    /// <summary>The proxy for <c>https</c> addresses; null for none.</summary>
    public Uri? Https { get; }

    // It stands in an object that everybody may read, so it holds no password.
    ICredentials? IWebProxy.Credentials
    {
        get => null;
        set => throw new NotSupportedException("These proxies take no credentials.");
    }

    /// <summary>The proxy that leads to an address; null when it is reached directly.</summary>
    /// <param name="destination">The address.</param>
    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return IsDirect(destination) ? null : destination.Scheme is "https" or "wss" ? Https : Http;
    }

    /// <summary>Whether an address is reached directly.</summary>
    /// <param name="host">The address.</param>
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <inheritdoc />
    public bool Equals(OutboundProxy? other) => other is not null && _identity == other._identity;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as OutboundProxy);

    /// <inheritdoc />
    public override int GetHashCode() => _identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>The proxies and what does not go through them.</summary>
    public override string ToString() => _identity;

    private static string Words(Uri? proxy) => proxy?.GetLeftPart(UriPartial.Scheme) + proxy?.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped) is { Length: > 0 } address ? address : "none";

    private bool IsDirect(Uri destination)
    {
        var host = destination.IdnHost.TrimEnd('.').ToLowerInvariant();
        var address = IPAddress.TryParse(host, out var parsed) ? parsed : null;
        return host == "localhost"
            || (address is not null && IPAddress.IsLoopback(address))
            || _direct.Any(entry => entry.Covers(host, address, destination.Port));
    }
}
