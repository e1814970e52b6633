using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Provisioning.Connections;

/// <summary>
/// How connections to servers are made for one namespace, beyond what the machine is set to: whom they trust, and through which
/// proxy they go. A plan record that has a property of this type gets it from the host; it is no field of the plan, so nobody can
/// write it there.
/// </summary>
/// <remarks>
/// Two are equal when they lead the same way, so they can be part of a key that tells clients apart. Thread-safe and unchangeable.
/// </remarks>
public sealed class OutboundConnections : IEquatable<OutboundConnections>
{
    private readonly X509Certificate2Collection _authorities;
    private readonly string _identity;

    /// <summary>Describes connections.</summary>
    /// <param name="certificateAuthorities">Authorities that are trusted beside those of the machine. They must not be disposed of.</param>
    /// <param name="proxy">The proxy to go through; null for what the environment of the process says.</param>
    public OutboundConnections(IEnumerable<X509Certificate2> certificateAuthorities, OutboundProxy? proxy)
    {
        ArgumentNullException.ThrowIfNull(certificateAuthorities);
        CertificateAuthorities = [.. certificateAuthorities];
        _authorities = [.. CertificateAuthorities];
        Proxy = proxy;
        _identity = $"{DigestOf(_authorities)} {proxy}";
    }

    /// <summary>As the machine is set: its authorities, and the proxy of its environment if there is one.</summary>
    public static OutboundConnections Default { get; } = new([], null);

    /// <summary>Authorities that are trusted beside those of the machine; empty by default.</summary>
    [JsonIgnore]
    public IReadOnlyList<X509Certificate2> CertificateAuthorities { get; }

    /// <summary>The proxy to go through; null, the default, for what the environment of the process says.</summary>
    [JsonIgnore]
    public OutboundProxy? Proxy { get; }

    /// <summary>Reads certificates of authorities, one after the other in PEM.</summary>
    /// <param name="pem">The text; what stands around the certificates is ignored.</param>
    /// <exception cref="FormatException">There is none, or one of them cannot be read. The message repeats nothing of the text.</exception>
    public static IReadOnlyList<X509Certificate2> ReadAuthorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new FormatException("One of the certificates is damaged.", exception);
        }

        return authorities.Count > 0 ? [.. authorities] : throw new FormatException("There is no certificate in PEM.");
    }

    /// <summary>
    /// Whether a server's certificate is right: signed by an authority of the machine or of these, for the host that was asked for, and
    /// valid today. It has the form of a <see cref="RemoteCertificateValidationCallback"/>, for drivers that take one.
    /// </summary>
    /// <param name="sender">Not looked at.</param>
    /// <param name="certificate">What the server showed.</param>
    /// <param name="chain">The chain that the machine built of it.</param>
    /// <param name="sslPolicyErrors">What the machine found wrong with it.</param>
    public bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors sslPolicyErrors) =>
        CertificateTrust.IsTrusted(_authorities, certificate, chain, sslPolicyErrors);

    /// <summary>Makes the connections of an HTTP client of this kind. To be called before its first request.</summary>
    /// <param name="handler">What connects.</param>
    public void ApplyTo(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (Proxy is not null)
        {
            handler.Proxy = Proxy;
        }

        if (_authorities.Count > 0)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = Trusts;
        }
    }

    /// <inheritdoc />
    public bool Equals(OutboundConnections? other) => other is not null && _identity == other._identity;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as OutboundConnections);

    /// <inheritdoc />
    public override int GetHashCode() => _identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>How many authorities, and which proxy.</summary>
    public override string ToString() => $"{_authorities.Count} further authorities, {Proxy?.ToString() ?? "no proxy of its own"}";

    private static string DigestOf(X509Certificate2Collection authorities)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var authority in authorities)
        {
            all.AppendData(SHA256.HashData(authority.RawDataMemory.Span));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
