using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.Postgres;

/// <summary>
/// A PostgreSQL server on which environments get their databases, with the account that makes them. Fields and defaults
/// are those of the original's Postgres plan with static authentication (reference, storage plans 3.1).
/// </summary>
public sealed record PostgresPlan
{
    /// <summary>Name or address of the server: a DNS name, an IPv4 or an IPv6 address, without scheme and port.</summary>
    [Required, ServerHost]
    [Description("Name or address of the PostgreSQL server")]
    public string Host { get; init; } = "";

    /// <summary>TCP port, 1 to 65535; 5432 by default.</summary>
    [Range(1, 65535)]
    [Description("TCP port of the server")]
    public int Port { get; init; } = 5432;

    /// <summary>The database that the account logs in to; <c>postgres</c> by default. Nothing is stored in it.</summary>
    [Required, StringLength(63)]
    [Description("Database that the account logs in to; nothing is stored in it")]
    public string Database { get; init; } = "postgres";

    /// <summary>The account that makes roles and databases: a superuser, or one with CREATEROLE and CREATEDB.</summary>
    [Required, StringLength(63)]
    [Description("Account that makes roles and databases: a superuser, or one with CREATEROLE and CREATEDB")]
    public string UserName { get; init; } = "";

    /// <summary>The account's password.</summary>
    [Required]
    [Description("Password of that account")]
    public SecretValue? Password { get; init; }

    /// <summary>
    /// Whether TLS is required and the server's certificate fully verified. Off by default: TLS is tried without
    /// verification, then plain text. It applies to this product's connections and to the environment's alike.
    /// </summary>
    [Description("Whether TLS is required and the server's certificate verified; otherwise TLS is tried unverified, then plain text")]
    public bool StrictTls { get; init; }

    /// <summary>
    /// Whom connections to the server trust under strict TLS: as this machine is set by default. A proxy does not count, since PostgreSQL's
    /// protocol goes through none. The host's to say, so no field.
    /// </summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    /// <summary><c>host:port</c>, with brackets around an IPv6 address.</summary>
    internal string Address => $"{(BareHost.Contains(':', StringComparison.Ordinal) ? $"[{BareHost}]" : BareHost)}:{Port}";

    /// <summary>The host as a driver wants it: an IPv6 address without its brackets.</summary>
    internal string BareHost => Host.Trim('[', ']');
}
