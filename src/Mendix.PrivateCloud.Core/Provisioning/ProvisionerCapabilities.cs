namespace Mendix.PrivateCloud.Provisioning;

/// <summary>What a provisioner can do beyond the three verbs. A host asks before it calls.</summary>
[Flags]
public enum ProvisionerCapabilities
{
    /// <summary>The three verbs only.</summary>
    None = 0,

    /// <summary>It can say beforehand what it would do (<see cref="ITenantPreviewer"/>).</summary>
    Preview = 1,

    /// <summary>Several environments may use one plan at a time; without it every plan of the type is dedicated.</summary>
    Share = 2,

    /// <summary>It can change a tenant's credentials without an instant at which none are valid (<see cref="ICredentialRotator"/>).</summary>
    Rotate = 4,

    /// <summary>Its plan can say that a tenant's data stays when the tenant is removed.</summary>
    Retain = 8,
}
