using System.Globalization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Builds.Pods;

/// <summary>What a pod that builds an image bears besides what every task pod does.</summary>
internal static class BuildPod
{
    public const string Verb = "build";

    /// <summary>The generation of the Build whose source the pod has.</summary>
    public const string Generation = "privatecloud.mendix.com/task-generation";

    /// <summary>The name under which the image is pushed.</summary>
    public const string Tag = "privatecloud.mendix.com/task-tag";

    /// <summary>The image as nodes pull it, without its digest.</summary>
    public const string Image = "privatecloud.mendix.com/task-image";

    /// <summary>What to do when the pod cannot start.</summary>
    public const string Remedy = "Correct spec.buildTask or spec.buildResources of the OperatorConfiguration.";

    public static long GenerationOf(Pod pod) =>
        long.TryParse(pod.Metadata.Annotations?.GetValueOrDefault(Generation), CultureInfo.InvariantCulture, out var generation) ? generation : 0;
}
