using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>What the containers of an app's pod find in their file system: what they are told, and where they may write.</summary>
internal static class PodMounts
{
    public const string Settings = $"{Root}/runtime";

    /// <summary>Credentials from an external secret store (documented in the reference).</summary>
    public const string ExternalSecrets = "/mnt/secrets";

    public const string Root = "/mnt/mendix";
    private const string Writable = "writable";

    // Of the runtime: its files, and resources of the model, which begin empty (documented). Where images keep the app is not
    // published; this is where image builds of this product put it.
    private static readonly (string Path, string Folder)[] WritablePaths =
        [("/tmp", "tmp"), ("/opt/mendix/app/data", "data"), ("/opt/mendix/app/model/resources", "resources")];

    public static List<Volume> Volumes(RuntimeSpec spec, SecretSource source)
    {
        List<Volume> volumes = [.. Told(spec).Select(mount => OfSecret(mount.Name, mount.Secret))];
        if (source.Volume(spec.AppName) is { } external)
        {
            volumes.Add(external);
        }

        if (spec.ReadOnlyRootFilesystem == true)
        {
            volumes.Add(new Volume { Name = Writable, EmptyDir = new EmptyDirVolumeSource { SizeLimit = StorageLimit(spec) } });
        }

        return volumes;
    }

    public static List<VolumeMount> OfApp(RuntimeSpec spec, SecretSource source) => spec.ReadOnlyRootFilesystem == true
        ? [.. OfSidecar(spec, source), .. WritablePaths.Select(path => new VolumeMount { Name = Writable, MountPath = path.Path, SubPath = path.Folder })]
        : OfSidecar(spec, source);

    public static List<VolumeMount> OfSidecar(RuntimeSpec spec, SecretSource source)
    {
        List<VolumeMount> mounts = [.. Told(spec).Select(mount => new VolumeMount { Name = mount.Name, MountPath = $"{Root}/{mount.Name}", ReadOnly = true })];
        if (source.IsExternal)
        {
            mounts.Add(new VolumeMount { Name = SecretSource.VolumeName, MountPath = ExternalSecrets, ReadOnly = true });
        }

        return mounts;
    }

    private static IEnumerable<(string Name, string Secret)> Told(RuntimeSpec spec)
    {
        (string Name, string? Secret)[] mounts =
        [
            ("database", spec.DatabaseSecretName),
            ("storage", spec.StorageSecretName),
            ("runtime", AppNames.RuntimeSettingsSecret(spec.AppName)),
            (Outbound.AuthoritiesVolume, spec.CustomCASecretName),
        ];
        return mounts.Where(mount => !string.IsNullOrEmpty(mount.Secret))!;
    }

    private static Volume OfSecret(string name, string secret) => new() { Name = name, Secret = new SecretVolumeSource { SecretName = secret } };

    private static Quantity? StorageLimit(RuntimeSpec spec) =>
        spec.ContainerResources?.Limits is { } limits && limits.TryGetValue("ephemeral-storage", out var limit) ? (Quantity?)limit : null;
}
