using System.Globalization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tasks;

/// <summary>What all task pods have in common.</summary>
internal static class TaskPodShape
{
    /// <summary>The file for what a program leaves behind.</summary>
    public const string LastWords = "/dev/termination-log";

    /// <param name="owner">What the pod works for, and whose name it has.</param>
    /// <param name="app">The environment.</param>
    /// <param name="verb">What it does.</param>
    /// <param name="order">What it is given beside its task.</param>
    public static ObjectMeta Metadata(IKubernetesObject owner, string app, string verb, TaskPodOrder order)
    {
        var metadata = Owners.Child(owner, owner.Metadata.Name!, app);
        var labels = new Dictionary<string, string>(order.Labels, StringComparer.Ordinal) { [TaskPod.Verb] = verb };
        foreach (var (key, value) in metadata.Labels!)
        {
            labels[key] = value;
        }

        metadata.Labels = labels;
        metadata.Annotations = new Dictionary<string, string>(order.Annotations, StringComparer.Ordinal)
        {
            [TaskPod.OwnerId] = owner.Metadata.Uid!,
            [TaskPod.Attempt] = order.Attempt.ToString(CultureInfo.InvariantCulture),
            [TaskPod.Inputs] = order.Inputs,
        };
        return metadata;
    }

    /// <summary>Runs once, with no more rights than a program needs that only talks to servers.</summary>
    public static PodSpec Confine(PodSpec spec)
    {
        // Whether and when it is tried again is decided by the operator, with its last words in the status.
        spec.RestartPolicy = "Never";
        spec.EnableServiceLinks = false;
        spec.SecurityContext = new PodSecurityContext { RunAsNonRoot = true, SeccompProfile = new SeccompProfile { Type = "RuntimeDefault" } };
        foreach (var container in spec.Containers!)
        {
            container.TerminationMessagePath = LastWords;
            container.TerminationMessagePolicy = "FallbackToLogsOnError";
            container.SecurityContext = new SecurityContext
            {
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new Capabilities { Drop = ["ALL"] },
            };
        }

        return spec;
    }
}
