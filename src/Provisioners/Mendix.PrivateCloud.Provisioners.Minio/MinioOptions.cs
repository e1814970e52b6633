using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio;

/// <summary>How the MinIO provisioner uses the servers. What a server is comes from the plan.</summary>
public sealed class MinioOptions : IProvisionerOptions
{
    /// <summary>Most connections, and so most requests at a time, to one server and account, 1 to 100; 6 by default. Others wait their turn.</summary>
    public int MaxConnections { get; set; } = 6;

    /// <summary>Longest wait for a connection to be established, 1 second to 5 minutes; 15 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for the answer to one request once it has its turn, 1 second to 1 hour; 1 minute by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// PEM file with the certificate authorities trusted for <c>https</c> endpoints, instead of those of the operating
    /// system. Null by default. Environments are then told to trust the authorities that their cluster adds.
    /// </summary>
    public string? RootCertificateFile { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (MaxConnections is < 1 or > 100)
        {
            yield return Problem(nameof(MaxConnections), MaxConnections, "1 to 100");
        }

        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(5))
        {
            yield return Problem(nameof(ConnectTimeout), ConnectTimeout, "1 second to 5 minutes");
        }

        if (RequestTimeout < TimeSpan.FromSeconds(1) || RequestTimeout > TimeSpan.FromHours(1))
        {
            yield return Problem(nameof(RequestTimeout), RequestTimeout, "1 second to 1 hour");
        }

        if (RootCertificateFile is not null && !File.Exists(RootCertificateFile))
        {
            yield return Problem(nameof(RootCertificateFile), RootCertificateFile, "an existing file");
        }
    }

    private static string Problem(string name, object value, string expected) => $"{nameof(MinioOptions)}.{name} is {value}; it must be {expected}.";
}
