namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>A plan with nothing to fill in.</summary>
public sealed record EphemeralPlan;
