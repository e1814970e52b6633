using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>What a task pod bears, so that whoever finds it knows what it is about: nothing else is remembered.</summary>
internal static class TaskPod
{
    /// <summary>A label: what the pod does for its tenant.</summary>
    public const string Verb = "privatecloud.mendix.com/task";

    /// <summary>Which attempt in a row this is, from 1.</summary>
    public const string Attempt = "privatecloud.mendix.com/task-attempt";

    /// <summary>The plan that the pod works with, in one word: where it differs from that of now, a failure for good is tried again.</summary>
    public const string Inputs = "privatecloud.mendix.com/task-inputs";

    /// <summary>Set where no pod before this one can have made anything.</summary>
    public const string IsFirst = "privatecloud.mendix.com/task-is-first";

    public static string WordFor(StorageTaskVerb verb) => verb == StorageTaskVerb.Provision ? "provision" : "deprovision";

    /// <summary>Whether the pod does this for the instance.</summary>
    public static bool Does(Pod pod, StorageTaskVerb verb) => pod.Metadata.Labels?.GetValueOrDefault(Verb) == WordFor(verb);

    /// <summary>Whether the pod was made for this very instance. Not by owner: the pod that removes a tenant has none.</summary>
    public static bool IsOf(Pod pod, StorageInstance instance) =>
        pod.Metadata.Annotations?.GetValueOrDefault(InstanceId) == instance.Metadata.Uid;

    /// <summary>The UID of the instance.</summary>
    public const string InstanceId = "privatecloud.mendix.com/task-instance";

    public static int AttemptOf(Pod pod) =>
        int.TryParse(pod.Metadata.Annotations?.GetValueOrDefault(Attempt), out var attempt) ? attempt : 1;
}
