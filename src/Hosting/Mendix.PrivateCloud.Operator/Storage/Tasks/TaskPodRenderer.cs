using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Operator.Tasks;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>The pod of a task. It bears the name of its StorageInstance (documented), so there is one at a time.</summary>
internal static class TaskPodRenderer
{
    private const string Container = "provisioner";
    private const string Credentials = "credentials";
    private const string CredentialsFolder = "/mnt/mendix/credentials";
    private const string Authorities = "ca";
    private const string AuthoritiesFolder = "/mnt/mendix/ca";

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
            Spec = TaskPodShape.Confine(new PodSpec
            {
                ActiveDeadlineSeconds = DeadlineSeconds,
                ServiceAccountName = program.ServiceAccountName ?? ProvisionerTask.DefaultServiceAccount,
                NodeSelector = order.NodeSelector,
                Volumes = mounts.Count == 0 ? null : [.. mounts.Select(mount => new Volume { Name = mount.Name, Secret = new SecretVolumeSource { SecretName = mount.Secret } })],
                Containers =
                [
                    new Container
                    {
                        Name = Container,
                        Image = program.Image,
                        Args = (task.Verb == StorageTaskVerb.Provision ? program.CreateArgs : program.DeleteArgs) ?? [StorageTaskPod.WordFor(task.Verb)],
                        Env = Environment(task, hasCredentials, order),
                        Resources = program.Resources,
                        VolumeMounts = mounts.Count == 0 ? null : [.. mounts.Select(mount => new VolumeMount { Name = mount.Name, MountPath = mount.Folder, ReadOnly = true })],
                    },
                ],
            }),
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
        var metadata = TaskPodShape.Metadata(instance, instance.Spec!.AppName, StorageTaskPod.WordFor(verb), order);
        if (verb == StorageTaskVerb.Deprovision)
        {
            // A deletion in the foreground would take the pod from under the work that the deletion waits for.
            metadata.OwnerReferences = null;
        }

        if (order.IsFirst)
        {
            metadata.Annotations![StorageTaskPod.IsFirst] = "true";
        }

        return metadata;
    }

    private static List<EnvVar> Environment(StorageTask task, bool hasCredentials, TaskPodOrder order)
    {
        List<EnvVar> variables =
        [
            new() { Name = StorageTask.Variable, Value = task.ToJson() },
            new() { Name = StorageTask.LastWordsVariable, Value = TaskPodShape.LastWords },
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
