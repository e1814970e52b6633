using System.Globalization;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Runtimes;
using Mendix.PrivateCloud.Operator.Tasks;

namespace Mendix.PrivateCloud.Operator.Builds.Pods;

/// <summary>The pod of a build. It bears the name of its Build (documented).</summary>
internal static class BuildPodRenderer
{
    private const string Container = "builder";
    private const string Task = "task";
    private const string TaskFolder = "/mnt/mendix/task";
    private const string Work = "work";
    private const string WorkFolder = "/mnt/mendix/work";

    /// <param name="build">What is to be built.</param>
    /// <param name="names">The names that its image shall have.</param>
    /// <param name="spec">The configuration, which asks for a pod.</param>
    /// <param name="order">What the pod is given beside its task.</param>
    /// <param name="deadline">The longest time that it may take.</param>
    public static Pod Render(Build build, (ImageReference Push, ImageReference Pull) names, OperatorConfigurationSpec spec, TaskPodOrder order, TimeSpan deadline)
    {
        var metadata = TaskPodShape.Metadata(build, build.Spec!.AppName, BuildPod.Verb, order);
        metadata.Annotations![BuildPod.Generation] = (build.Metadata.Generation ?? 0).ToString(CultureInfo.InvariantCulture);
        metadata.Annotations[BuildPod.Tag] = names.Push.ToString();
        metadata.Annotations[BuildPod.Image] = $"{names.Pull.Registry}/{names.Pull.Repository}";
        return new Pod
        {
            Metadata = metadata,
            Spec = TaskPodShape.Confine(new PodSpec
            {
                ActiveDeadlineSeconds = (long)deadline.TotalSeconds,
                ServiceAccountName = string.IsNullOrEmpty(spec.BuildTask!.ServiceAccountName) ? null : spec.BuildTask.ServiceAccountName,
                // All that it needs is in its Secret.
                AutomountServiceAccountToken = false,
                NodeSelector = order.NodeSelector,
                Volumes =
                [
                    new Volume { Name = Task, Secret = new SecretVolumeSource { SecretName = build.Metadata.Name } },
                    new Volume { Name = Work, EmptyDir = new EmptyDirVolumeSource() },
                ],
                Containers =
                [
                    new Container
                    {
                        Name = Container,
                        Image = spec.BuildTask.Image,
                        Args = [BuildPod.Verb],
                        Env =
                        [
                            new() { Name = ImageTask.FolderVariable, Value = TaskFolder },
                            new() { Name = StorageTask.LastWordsVariable, Value = TaskPodShape.LastWords },
                            // Package and layer lie there; nothing else can be written to.
                            new() { Name = "TMPDIR", Value = WorkFolder },
                            .. order.ProxyVariables,
                        ],
                        Resources = spec.BuildResources ?? DefaultResources.Build,
                        VolumeMounts =
                        [
                            new VolumeMount { Name = Task, MountPath = TaskFolder, ReadOnly = true },
                            new VolumeMount { Name = Work, MountPath = WorkFolder },
                        ],
                    },
                ],
            }),
        };
    }
}
