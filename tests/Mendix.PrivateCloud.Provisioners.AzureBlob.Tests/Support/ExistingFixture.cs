using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning.Plans;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support.ExistingFixture))]

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>An existing container, reached by the account's key: the original's plan.</summary>
public sealed class ExistingFixture : AzuriteConformanceFixture
{
    private const string Container = "existing";

    public ExistingFixture() : base(3)
    {
        ExemptPlan("The account's key is not of one environment.", ConformanceTopic.Rotation);
        ExemptPlan("Nothing is made, so nothing is left and nothing withdrawn.", ConformanceTopic.Retention);
        Exempt("All environments of the plan write into one container, with one key.", ConformanceTopic.Isolation, ConformanceTopic.Data);
        Exempt("Nothing is made, and no name is chosen.", ConformanceTopic.Effects, ConformanceTopic.ForeignThings);
        Exempt("Provisioning sends no request, so that wrong plans are found by the check alone, which FailureTests try.",
            ConformanceTopic.Credentials, ConformanceTopic.Reachability);
    }

    public override PlanValues Plan => base.Plan.With("containerName", Container);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (SkipReason is null)
        {
            await Account.CreateBlobContainerAsync(Container);
        }
    }
}
