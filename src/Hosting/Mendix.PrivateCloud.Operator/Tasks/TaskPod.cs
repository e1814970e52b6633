using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tasks;

/// <summary>What a task pod bears, so that whoever finds it knows what it is about: nothing else is remembered.</summary>
internal static class TaskPod
{
    /// <summary>A label: what the pod does.</summary>
    public const string Verb = "privatecloud.mendix.com/task";

    /// <summary>Which attempt in a row this is, from 1.</summary>
    public const string Attempt = "privatecloud.mendix.com/task-attempt";

    /// <summary>What the pod works with, in one word: where it differs from that of now, a failure for good is tried again.</summary>
    public const string Inputs = "privatecloud.mendix.com/task-inputs";

    /// <summary>The UID of what the pod was made for.</summary>
    public const string OwnerId = "privatecloud.mendix.com/task-instance";

    public static bool Does(Pod pod, string verb) => pod.Metadata.Labels?.GetValueOrDefault(Verb) == verb;

    /// <summary>Whether the pod was made for this very object. Not by owner: the pod that removes a tenant has none.</summary>
    public static bool IsOf(Pod pod, IKubernetesObject owner) => pod.Metadata.Annotations?.GetValueOrDefault(OwnerId) == owner.Metadata.Uid;

    public static int AttemptOf(Pod pod) =>
        int.TryParse(pod.Metadata.Annotations?.GetValueOrDefault(Attempt), out var attempt) ? attempt : 1;
}
