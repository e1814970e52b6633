using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Declarations;

/// <summary>A plan that is right but for one right which its account lacks.</summary>
/// <param name="Right">The right, as the finding's subject has to name it: <c>CREATEDB</c>, <c>s3:CreateBucket</c>.</param>
/// <param name="Plan">The plan with that account.</param>
public sealed record LackingRight(string Right, PlanValues Plan)
{
    /// <summary>The right.</summary>
    public override string ToString() => Right;
}
