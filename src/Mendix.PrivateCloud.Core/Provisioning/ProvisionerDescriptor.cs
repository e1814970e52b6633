using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>What a host needs to know of a provisioner before it calls it.</summary>
public sealed class ProvisionerDescriptor
{
    /// <summary>Describes a provisioner.</summary>
    /// <param name="type">Stable name, as a StoragePlan names it: lower-case letters, digits and dashes.</param>
    /// <param name="category">What its tenants are for.</param>
    /// <param name="plan">The fields of its plan.</param>
    /// <param name="capabilities">What it can do beyond the three verbs.</param>
    /// <param name="contractVersion">Leave it out: the compiler fills in the version that you compile against.</param>
    /// <exception cref="ArgumentException"><paramref name="type"/> is not such a name.</exception>
    public ProvisionerDescriptor(
        string type,
        StorageCategory category,
        PlanSchema plan,
        ProvisionerCapabilities capabilities,
        int contractVersion = ProvisionerContract.Version)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(plan);
        if (type.Length > 63 || !char.IsAsciiLetterLower(type[0]) || type.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            throw new ArgumentException(
                $"The provisioner type '{type}' must be at most 63 lower-case letters, digits and dashes, and start with a letter.",
                nameof(type));
        }

        Type = type;
        Category = category;
        Plan = plan;
        Capabilities = capabilities;
        ContractVersion = contractVersion;
    }

    /// <summary>Stable name, such as <c>postgres</c>.</summary>
    public string Type { get; }

    /// <summary>What its tenants are for.</summary>
    public StorageCategory Category { get; }

    /// <summary>The fields of its plan.</summary>
    public PlanSchema Plan { get; }

    /// <summary>What it can do beyond the three verbs.</summary>
    public ProvisionerCapabilities Capabilities { get; }

    /// <summary>The contract version it was built against.</summary>
    public int ContractVersion { get; }

    /// <summary>How many replicas of an app can work with such a tenant at a time; null when that is not limited.</summary>
    public int? MaxReplicas { get; init; }
}
