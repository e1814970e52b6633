using Mendix.PrivateCloud.Kubernetes.Tasks;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>What a pod that runs a provisioner bears besides what every task pod does.</summary>
internal static class StorageTaskPod
{
    /// <summary>Set where no pod before this one can have made anything.</summary>
    public const string IsFirst = "privatecloud.mendix.com/task-is-first";

    /// <summary>What to do when the pod cannot start.</summary>
    public const string Remedy = "Correct the task of the plan: its image, its arguments or its resources.";

    public static string WordFor(StorageTaskVerb verb) => verb == StorageTaskVerb.Provision ? "provision" : "deprovision";
}
