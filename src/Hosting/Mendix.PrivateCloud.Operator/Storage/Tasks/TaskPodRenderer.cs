using System.Globalization;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Connections;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>The pod of a task. It bears the name of its StorageInstance (documented), so there is one at a time.</summary>
internal static class TaskPodRenderer
{
    private const string Container = "provisioner";
    private const string Credentials = "credentials";
    private const string CredentialsFolder = "/mnt/mendix/credentials";
    private const string Authorities = "ca";
    private const string AuthoritiesFolder = "/mnt/mendix/ca";
    private const string LastWords = "/dev/termination-log";

    // A server that does not answer is a failure, and not a reason to wait for ever.
    private const long DeadlineSeconds = 15 * 60;

    public static Pod Render(StorageInstance instance, StorageTask task, TaskPodOrder order)
    {
        var reference = instance.Spec!.Provisioner!;
        var program = reference.Task!;
        var hasCredentials = !string.IsNullOrEmpty(reference.CredentialsSecretName);
        var mounts = Mounts(reference, order).ToList();
        return new Pod
        {
            Metadata = Metadata(instance, task.Verb, order),
            Spec = new PodSpec
            {
                // Whether and when it is tried again is decided here, with its last words in the status.
                RestartPolicy = "Never",
                ActiveDeadlineSeconds = DeadlineSeconds,
                ServiceAccountName = program.ServiceAccountName ?? ProvisionerTask.DefaultServiceAccount,
                EnableServiceLinks = false,
                NodeSelector = order.NodeSelector,
                SecurityContext = new PodSecurityContext { RunAsNonRoot = true, SeccompProfile = new SeccompProfile { Type = "RuntimeDefault" } },
                Volumes = mounts.Count == 0 ? null : [.. mounts.Select(mount => new Volume { Name = mount.Name, Secret = new SecretVolumeSource { SecretName = mount.Secret } })],
                Containers =
                [
                    new Container
                    {
                        Name = Container,
                        Image = program.Image,
                        Args = (task.Verb == StorageTaskVerb.Provision ? program.CreateArgs : program.DeleteArgs) ?? [TaskPod.WordFor(task.Verb)],
                        Env = Environment(task, hasCredentials, order),
                        Resources = program.Resources,
                        VolumeMounts = mounts.Count == 0 ? null : [.. mounts.Select(mount => new VolumeMount { Name = mount.Name, MountPath = mount.Folder, ReadOnly = true })],
                        TerminationMessagePath = LastWords,
                        TerminationMessagePolicy = "FallbackToLogsOnError",
                        SecurityContext = new SecurityContext
                        {
                            AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new Capabilities { Drop = ["ALL"] },
                        },
                    },
                ],
            },
        };
    }

    private static IEnumerable<(string Name, string Secret, string Folder)> Mounts(ProvisionerReference reference, TaskPodOrder order)
    {
        if (reference.CredentialsSecretName is { Length: > 0 } credentials)
        {
            yield return (Credentials, credentials, CredentialsFolder);
        }

        if (order.AuthoritiesSecretName is { } authorities)
        {
            yield return (Authorities, authorities, AuthoritiesFolder);
        }
    }

    private static ObjectMeta Metadata(StorageInstance instance, StorageTaskVerb verb, TaskPodOrder order)
    {
        var metadata = Owners.Child(instance, instance.Metadata.Name!, instance.Spec!.AppName);
        if (verb == StorageTaskVerb.Deprovision)
        {
            // A deletion in the foreground would take the pod from under the work that the deletion waits for.
            metadata.OwnerReferences = null;
        }

        var labels = new Dictionary<string, string>(order.Labels, StringComparer.Ordinal) { [TaskPod.Verb] = TaskPod.WordFor(verb) };
        foreach (var (key, value) in metadata.Labels!)
        {
            labels[key] = value;
        }

        metadata.Labels = labels;
        metadata.Annotations = new Dictionary<string, string>(order.Annotations, StringComparer.Ordinal)
        {
            [TaskPod.InstanceId] = instance.Metadata.Uid!,
            [TaskPod.Attempt] = order.Attempt.ToString(CultureInfo.InvariantCulture),
            [TaskPod.Inputs] = order.Inputs,
        };
        if (order.IsFirst)
        {
            metadata.Annotations[TaskPod.IsFirst] = "true";
        }

        return metadata;
    }

    private static List<EnvVar> Environment(StorageTask task, bool hasCredentials, TaskPodOrder order)
    {
        List<EnvVar> variables =
        [
            new() { Name = StorageTask.Variable, Value = task.ToJson() },
            new() { Name = StorageTask.LastWordsVariable, Value = LastWords },
        ];
        if (hasCredentials)
        {
            variables.Add(new EnvVar { Name = StorageTask.CredentialsVariable, Value = CredentialsFolder });
        }

        if (order.AuthoritiesSecretName is not null)
        {
            variables.Add(new EnvVar { Name = StorageTask.AuthoritiesVariable, Value = $"{AuthoritiesFolder}/{NamespaceConnections.AuthoritiesKey}" });
        }

        variables.AddRange(order.ProxyVariables);

        return variables;
    }
}
