using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning.Plans;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support.KeyFixture))]

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>A container per environment, reached by the account's key.</summary>
public sealed class KeyFixture : AzuriteConformanceFixture
{
    public KeyFixture() : base(2)
    {
        ExemptPlan("The account's key is not of one environment.", ConformanceTopic.Rotation);
        Exempt("The account's key opens every container of the account.", ConformanceTopic.Isolation);
        Exempt("The account's key works as long as the account is there.", ConformanceTopic.LogIn);
    }

    public override PlanValues Plan => base.Plan.With("credential", "accountKey");
}
