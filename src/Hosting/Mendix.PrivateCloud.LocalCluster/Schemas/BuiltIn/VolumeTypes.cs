using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>What a pod can mount.</summary>
internal static class VolumeTypes
{
    // 0644
    private const int DefaultFileMode = 420;

    private static readonly Schema KeyToPath =
        new Definition("io.k8s.api.core.v1.KeyToPath", "Puts one key into a file.")
            .Required("key", Text, "The key.")
            .Required("path", Text, "Relative path of the file.")
            .Field("mode", Integer32, "Permission bits of the file.");

    private static readonly Schema SecretVolume =
        new Definition("io.k8s.api.core.v1.SecretVolumeSource", "The keys of a Secret as files.")
            .Field("secretName", Text, "Name of the Secret.")
            .Field("items", List(KeyToPath), "Only these keys, at these paths.")
            .Field("defaultMode", Integer32.WithDefault(DefaultFileMode), "Permission bits of the files.")
            .Field("optional", Flag, "The pod starts even if the Secret is missing.");

    private static readonly Schema ConfigMapVolume =
        new Definition("io.k8s.api.core.v1.ConfigMapVolumeSource", "The keys of a ConfigMap as files.")
            .Field("name", Text, "Name of the ConfigMap.")
            .Field("items", List(KeyToPath), "Only these keys, at these paths.")
            .Field("defaultMode", Integer32.WithDefault(DefaultFileMode), "Permission bits of the files.")
            .Field("optional", Flag, "The pod starts even if the ConfigMap is missing.");

    private static readonly Schema EmptyDirVolume =
        new Definition("io.k8s.api.core.v1.EmptyDirVolumeSource", "An empty folder that lives as long as the pod.")
            .Field("medium", Text, "Memory for a folder in RAM, empty for the node's disk.")
            .Field("sizeLimit", Quantity, "How much it may hold.");

    private static readonly Schema HostPathVolume =
        new Definition("io.k8s.api.core.v1.HostPathVolumeSource", "A path of the node.")
            .Required("path", Text, "The path.")
            .Field("type", Text.WithDefault(""), "What is expected at the path.");

    private static readonly Schema ClaimVolume =
        new Definition("io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource", "The volume behind a claim.")
            .Required("claimName", Text, "Name of the PersistentVolumeClaim.")
            .Field("readOnly", Flag, "Mount for reading only.");

    private static readonly Schema FieldSelector =
        new Definition("io.k8s.api.core.v1.ObjectFieldSelector", "A field of the pod itself.")
            .AtomicMap()
            .Field("apiVersion", Text.WithDefault("v1"), "Version that the path is written for.")
            .Required("fieldPath", Text, "Path of the field, e.g. metadata.name.");

    private static readonly Schema ResourceFieldSelector =
        new Definition("io.k8s.api.core.v1.ResourceFieldSelector", "A resource limit or request of a container.")
            .AtomicMap()
            .Field("containerName", Text, "Name of the container.")
            .Required("resource", Text, "Which resource, e.g. limits.memory.")
            .Field("divisor", Quantity, "Unit of the result.");

    private static readonly Schema DownwardFile =
        new Definition("io.k8s.api.core.v1.DownwardAPIVolumeFile", "A file that holds a fact about the pod.")
            .Required("path", Text, "Relative path of the file.")
            .Field("fieldRef", FieldSelector, "A field of the pod.")
            .Field("resourceFieldRef", ResourceFieldSelector, "A resource of a container.")
            .Field("mode", Integer32, "Permission bits of the file.");

    private static readonly Schema DownwardVolume =
        new Definition("io.k8s.api.core.v1.DownwardAPIVolumeSource", "Facts about the pod as files.")
            .Field("items", List(DownwardFile), "The files.")
            .Field("defaultMode", Integer32.WithDefault(DefaultFileMode), "Permission bits of the files.");

    private static readonly Schema TokenProjection =
        new Definition("io.k8s.api.core.v1.ServiceAccountTokenProjection", "A token of the pod's service account.")
            .Field("audience", Text, "Who the token is meant for.")
            .Field("expirationSeconds", Integer64.WithDefault(3600), "Seconds that the token is valid.")
            .Required("path", Text, "Relative path of the file.");

    private static readonly Schema NamedProjection =
        new Definition("io.k8s.api.core.v1.SecretProjection", "Keys of an object as files.")
            .Field("name", Text, "Name of the object.")
            .Field("items", List(KeyToPath), "Only these keys, at these paths.")
            .Field("optional", Flag, "The pod starts even if the object is missing.");

    private static readonly Schema Projection =
        new Definition("io.k8s.api.core.v1.VolumeProjection", "One source of a projected volume.")
            .Field("secret", NamedProjection, "Keys of a Secret.")
            .Field("configMap", NamedProjection with { DefinitionName = "io.k8s.api.core.v1.ConfigMapProjection" }, "Keys of a ConfigMap.")
            .Field("downwardAPI", new Definition("io.k8s.api.core.v1.DownwardAPIProjection", "Facts about the pod.")
                .Field("items", List(DownwardFile), "The files."), "Facts about the pod.")
            .Field("serviceAccountToken", TokenProjection, "A token.");

    private static readonly Schema ProjectedVolume =
        new Definition("io.k8s.api.core.v1.ProjectedVolumeSource", "Several sources in one folder.")
            .Field("sources", List(Projection), "The sources.")
            .Field("defaultMode", Integer32.WithDefault(DefaultFileMode), "Permission bits of the files.");

    public static readonly Schema Volume =
        new Definition("io.k8s.api.core.v1.Volume", "Something that containers of the pod can mount.")
            .Required("name", Text, "Name, unique in the pod.")
            .Field("emptyDir", EmptyDirVolume, "An empty folder.")
            .Field("secret", SecretVolume, "A Secret.")
            .Field("configMap", ConfigMapVolume, "A ConfigMap.")
            .Field("projected", ProjectedVolume, "Several sources in one folder.")
            .Field("downwardAPI", DownwardVolume, "Facts about the pod.")
            .Field("persistentVolumeClaim", ClaimVolume, "A claimed volume.")
            .Field("hostPath", HostPathVolume, "A path of the node.")
            .Field("csi", FreeObject, "A volume of a CSI driver.")
            .Field("ephemeral", FreeObject, "A claim that lives as long as the pod.")
            .Field("nfs", FreeObject, "An NFS export.")
            .Field("image", FreeObject, "The content of an image.")
            .Defaults(UseEmptyDir);

    public static readonly Schema VolumeMount =
        new Definition("io.k8s.api.core.v1.VolumeMount", "Where a container sees a volume.")
            .Required("name", Text, "Name of the volume.")
            .Required("mountPath", Text, "Path in the container.")
            .Field("subPath", Text, "The path within the volume.")
            .Field("subPathExpr", Text, "The path within the volume, with variables.")
            .Field("readOnly", Flag, "Mount for reading only.")
            .Field("recursiveReadOnly", Text, "Whether mounts below are for reading only too.")
            .Field("mountPropagation", Text, "How mounts travel between node and container.");

    public static readonly Schema EnvVarSource =
        new Definition("io.k8s.api.core.v1.EnvVarSource", "Where the value of a variable comes from.")
            .Field("fieldRef", FieldSelector, "A field of the pod.")
            .Field("resourceFieldRef", ResourceFieldSelector, "A resource of a container.")
            .Field("configMapKeyRef", KeySelector("ConfigMapKeySelector"), "A key of a ConfigMap.")
            .Field("secretKeyRef", KeySelector("SecretKeySelector"), "A key of a Secret.");

    private static Schema KeySelector(string name) =>
        new Definition("io.k8s.api.core.v1." + name, "A key of an object.")
            .AtomicMap()
            .Field("name", Text, "Name of the object.")
            .Required("key", Text, "The key.")
            .Field("optional", Flag, "The variable may be missing.");

    private static void UseEmptyDir(JsonObject volume)
    {
        if (volume.Count == 1 && volume.ContainsKey("name"))
        {
            volume["emptyDir"] = new JsonObject();
        }
    }
}
