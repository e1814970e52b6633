namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>Names an effect for an observer.</summary>
/// <param name="Tenant">Whose tenant it changes.</param>
/// <param name="Part">Name of the part.</param>
/// <param name="Description">The exact statement or call, secrets hidden.</param>
public sealed record EffectNotice(Tenant Tenant, string Part, string Description);
