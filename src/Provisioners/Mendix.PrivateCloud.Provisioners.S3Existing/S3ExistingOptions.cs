using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3Existing;

/// <summary>How the check of a plan uses the server. Nothing else ever asks it.</summary>
public sealed class S3ExistingOptions : IProvisionerOptions
{
    /// <summary>Longest wait for one answer, 1 second to 5 minutes; 30 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most connections to one server, 1 to 100; 4 by default.</summary>
    public int MaxConnections { get; set; } = 4;

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (RequestTimeout < TimeSpan.FromSeconds(1) || RequestTimeout > TimeSpan.FromMinutes(5))
        {
            yield return $"{nameof(S3ExistingOptions)}.{nameof(RequestTimeout)} is {RequestTimeout}; it must be 1 second to 5 minutes.";
        }

        if (MaxConnections is < 1 or > 100)
        {
            yield return $"{nameof(S3ExistingOptions)}.{nameof(MaxConnections)} is {MaxConnections}; it must be 1 to 100.";
        }
    }
}
