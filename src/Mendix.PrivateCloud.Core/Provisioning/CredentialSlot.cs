namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Which of a tenant's two logins is in use. Two exist in the naming scheme from the beginning, so that rotation can
/// make the other one valid before the first is withdrawn, without migrating anything.
/// </summary>
public enum CredentialSlot
{
    /// <summary>The login that a new tenant starts with.</summary>
    A,

    /// <summary>The login that a first rotation switches to.</summary>
    B,
}
