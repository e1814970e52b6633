using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>What the host lets an app do with storage that ends with its runtime.</summary>
public sealed class EphemeralOptions : IProvisionerOptions
{
    /// <summary>
    /// Most replicas of an app whose files are ephemeral, 1 or more; null, the default, for any number. Each replica has
    /// files of its own, so more than one works only where the ingress keeps a user on the same replica (sticky sessions):
    /// set 1 where it does not. The database is always limited to one replica.
    /// </summary>
    public int? MaxFileReplicas { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (MaxFileReplicas < 1)
        {
            yield return $"{nameof(EphemeralOptions)}.{nameof(MaxFileReplicas)} is {MaxFileReplicas}; it must be 1 or more, or null for any number.";
        }
    }
}
