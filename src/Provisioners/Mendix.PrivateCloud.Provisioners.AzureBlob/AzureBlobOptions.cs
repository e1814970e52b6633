using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>How the Azure Blob provisioner uses the accounts. What an account is comes from the plan.</summary>
public sealed class AzureBlobOptions : IProvisionerOptions
{
    /// <summary>Most connections to one account, 1 to 200; 16 by default. Further requests wait for a free one.</summary>
    public int MaxConnections { get; set; } = 16;

    /// <summary>Longest wait for one attempt of a request, 1 second to 10 minutes; 30 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a request is repeated at once after a passing failure, 0 to 10; 3 by default, with growing pauses from
    /// 0.8 seconds on. Whatever lasts longer is a transient failure, which the host repeats.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// How long a rotation waits until it takes a new access policy for known everywhere, 0 to 10 minutes; 30 seconds by
    /// default, the time that Azure documents. Zero is right for an emulator.
    /// </summary>
    public TimeSpan PolicySettleTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        var problems = new List<string>();
        Check(MaxConnections is >= 1 and <= 200, nameof(MaxConnections), MaxConnections, "1 to 200");
        Check(RequestTimeout >= TimeSpan.FromSeconds(1) && RequestTimeout <= TimeSpan.FromMinutes(10), nameof(RequestTimeout), RequestTimeout, "1 second to 10 minutes");
        Check(MaxRetries is >= 0 and <= 10, nameof(MaxRetries), MaxRetries, "0 to 10");
        Check(PolicySettleTime >= TimeSpan.Zero && PolicySettleTime <= TimeSpan.FromMinutes(10), nameof(PolicySettleTime), PolicySettleTime, "0 to 10 minutes");
        return problems;

        void Check(bool isRight, string name, object value, string expected)
        {
            if (!isRight)
            {
                problems.Add($"{nameof(AzureBlobOptions)}.{name} is {value}; it must be {expected}.");
            }
        }
    }
}
