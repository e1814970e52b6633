namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>
/// What a type may lack. A fixture declares it with a reason (<see cref="ConformanceFixture.Exempt"/>); the tests that
/// need it are then skipped with that reason. Everything else a provisioner cannot do without.
/// </summary>
public enum ConformanceTopic
{
    /// <summary>It changes something on a server. A type without effects only passes settings on.</summary>
    Effects,

    /// <summary>A test can write into a tenant and read from it.</summary>
    Data,

    /// <summary>A test can find out whether settings reach the tenant.</summary>
    LogIn,

    /// <summary>Something can be connected to a tenant while it is removed.</summary>
    Sessions,

    /// <summary>Several environments may use one plan at a time (<see cref="Provisioning.ProvisionerCapabilities.Share"/>).</summary>
    Sharing,

    /// <summary>The server keeps one tenant's credentials out of another tenant.</summary>
    Isolation,

    /// <summary>Something that is not ours may have the name that a tenant would get.</summary>
    ForeignThings,

    /// <summary>A plan may name a server that is not there.</summary>
    Reachability,

    /// <summary>A plan holds credentials, so they may be wrong.</summary>
    Credentials,

    /// <summary>The plan's account may lack a right.</summary>
    Rights,

    /// <summary>It can say beforehand what it would do (<see cref="Provisioning.ProvisionerCapabilities.Preview"/>).</summary>
    Preview,

    /// <summary>It can change a tenant's credentials (<see cref="Provisioning.ProvisionerCapabilities.Rotate"/>).</summary>
    Rotation,

    /// <summary>It can leave a tenant's data when the tenant is removed (<see cref="Provisioning.ProvisionerCapabilities.Retain"/>).</summary>
    Retention,
}
