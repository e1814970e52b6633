using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// The tenant of a StorageInstance. Its id is the instance's UID at the time of the first effect, kept in the status:
/// an instance restored from a backup has another UID and still owns its tenant.
/// </summary>
internal static class StorageTenant
{
    public static string IdOf(StorageInstance instance) => instance.Status?.TenantId ?? instance.Metadata.Uid!;

    public static Tenant Of(StorageInstance instance) => Of(instance, IdOf(instance));

    public static Tenant Of(StorageInstance instance, string id) => new(instance.Metadata.Namespace!, instance.Spec!.AppName, id);
}
