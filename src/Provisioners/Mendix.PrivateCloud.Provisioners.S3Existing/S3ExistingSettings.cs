using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3Existing;

/// <summary>What the Mendix runtime is told: the plan's values, in its words.</summary>
internal static class S3ExistingSettings
{
    public static RuntimeSettings Of(S3ExistingPlan plan, Tenant tenant) =>
        S3RuntimeSettings.Of(plan.Location, plan.BucketName, plan.FolderOf(tenant), plan.PreventDataDeletion)
            .With(plan.AccessKeyId, plan.SecretAccessKey!);
}
