using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand;

/// <summary>How the provisioner uses AWS. Which account and region comes from the plan.</summary>
public sealed class S3OnDemandOptions : IProvisionerOptions
{
    /// <summary>Longest wait for one answer once the request has its turn, 1 second to 5 minutes; 30 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest wait until a new access key or policy is effective, 10 seconds to 15 minutes; 2 minutes by default. AWS
    /// usually needs seconds and promises nothing (reference, cloud storage A.9).
    /// </summary>
    public TimeSpan PropagationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Most requests of one plan at a time, to S3, IAM and STS together, and most connections to one endpoint, 1 to 100; 10 by
    /// default. Others wait their turn.
    /// </summary>
    public int MaxConnections { get; set; } = 10;

    /// <summary>Where tests listen in and interfere.</summary>
    internal Func<HttpMessageHandler, HttpMessageHandler>? Tap { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (RequestTimeout < TimeSpan.FromSeconds(1) || RequestTimeout > TimeSpan.FromMinutes(5))
        {
            yield return Problem(nameof(RequestTimeout), RequestTimeout, "1 second to 5 minutes");
        }

        if (PropagationTimeout < TimeSpan.FromSeconds(10) || PropagationTimeout > TimeSpan.FromMinutes(15))
        {
            yield return Problem(nameof(PropagationTimeout), PropagationTimeout, "10 seconds to 15 minutes");
        }

        if (MaxConnections is < 1 or > 100)
        {
            yield return Problem(nameof(MaxConnections), MaxConnections, "1 to 100");
        }
    }

    private static string Problem(string name, object value, string expected) => $"{nameof(S3OnDemandOptions)}.{name} is {value}; it must be {expected}.";
}
