using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.Minio;

/// <summary>
/// A MinIO server on which environments get their buckets, with the account that makes them (reference, storage plans 4).
/// </summary>
public sealed record MinioPlan
{
    /// <summary>
    /// The server's S3 address as an <c>http</c> or <c>https</c> URL without a path. The scheme decides about TLS, for this
    /// product's connections and for the environment's alike; with <c>https</c> the certificate is always verified.
    /// </summary>
    [Required, ServiceUrl]
    [Description("URL of the MinIO server's S3 API; https means TLS with a verified certificate")]
    public string Endpoint { get; init; } = "";

    /// <summary>Access key of the account that makes buckets, users and policies. Its least rights are in the package's README.</summary>
    [Required, StringLength(128, MinimumLength = 3)]
    [Description("Access key of the account that makes buckets, users and policies")]
    public string AccessKey { get; init; } = "";

    /// <summary>The account's secret key.</summary>
    [Required]
    [Description("Secret key of that account")]
    public SecretValue? SecretKey { get; init; }

    /// <summary>
    /// The region that requests are signed for, <c>us-east-1</c> by default. It matters only where the server was given a region.
    /// </summary>
    [Required, StringLength(64), RegularExpression("[A-Za-z0-9_-]+", ErrorMessage = "holds other characters than letters, digits, '-' and '_'.")]
    [Description("Region that the server was given; any will do if it was given none")]
    public string Region { get; init; } = "us-east-1";

    /// <summary>
    /// Whether deprovisioning leaves the bucket and all files in it, and removes only what grants access to them. False by default.
    /// </summary>
    [Description("Whether the bucket and its files stay when the environment is removed")]
    public bool PreventDataDeletion { get; init; }

    /// <summary>Whom connections to the server trust, and through which proxy they go: as this machine is set by default. The host's to say, so no field.</summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    /// <summary>Scheme, host and port. Only for a plan that is valid.</summary>
    internal Uri Address => new(Endpoint.TrimEnd('/'), UriKind.Absolute);

    /// <summary>The address as messages and settings name it.</summary>
    internal string Server => Endpoint.TrimEnd('/');
}
