using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Declarations;

/// <summary>A plan that must be refused before any server is asked.</summary>
/// <param name="Field">Wire name of the field that the error has to name; empty for a fault between fields.</param>
/// <param name="Plan">The plan.</param>
public sealed record BadPlan(string Field, PlanValues Plan);
