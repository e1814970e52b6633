using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>A container of a pod, with its environment, ports, resources and rights.</summary>
internal static class ContainerTypes
{
    private static readonly Schema EnvVar =
        new Definition("io.k8s.api.core.v1.EnvVar", "An environment variable.")
            .Required("name", Text, "Name of the variable.")
            .Field("value", Text, "The value; $(OTHER) is replaced by another variable.")
            .Field("valueFrom", VolumeTypes.EnvVarSource, "Where the value comes from, instead of value.")
            .Defaults(DropEmptyValue);

    private static readonly Schema EnvFromSource =
        new Definition("io.k8s.api.core.v1.EnvFromSource", "All keys of an object as variables.")
            .Field("prefix", Text, "Put in front of each key.")
            .Field("configMapRef", ObjectSource("ConfigMapEnvSource"), "Keys of a ConfigMap.")
            .Field("secretRef", ObjectSource("SecretEnvSource"), "Keys of a Secret.");

    private static readonly Schema Port =
        new Definition("io.k8s.api.core.v1.ContainerPort", "A port that the container listens on.")
            .Field("name", Text, "Name by which services refer to the port.")
            .Required("containerPort", Integer32, "Number of the port.")
            .Field("protocol", OneOf("SCTP", "TCP", "UDP").WithDefault("TCP"), "TCP, UDP or SCTP.")
            .Field("hostPort", Integer32, "Port of the node that leads here.")
            .Field("hostIP", Text, "Address of the node to bind.")
            .Rule(FieldRules.Port("containerPort"));

    public static readonly Schema ResourceRequirements =
        new Definition("io.k8s.api.core.v1.ResourceRequirements", "What a container needs and what it may use.")
            .Field("limits", Map(Quantity), "The most that it may use.")
            .Field("requests", Map(Quantity), "What is reserved for it.")
            .Field("claims", MapList(new Definition("io.k8s.api.core.v1.ResourceClaim", "A claimed device.")
                .Required("name", Text, "Name of the claim.")
                .Field("request", Text, "Name of the request within the claim."), "name"), "Devices that it uses.");

    private static readonly Schema Capabilities =
        new Definition("io.k8s.api.core.v1.Capabilities", "Rights of the kernel, given or taken.")
            .Field("add", List(Text), "Rights to give.")
            .Field("drop", List(Text), "Rights to take away; ALL for all.");

    public static readonly Schema SeccompProfile =
        new Definition("io.k8s.api.core.v1.SeccompProfile", "Which system calls are allowed.")
            .Required("type", Text, "RuntimeDefault, Localhost or Unconfined.")
            .Field("localhostProfile", Text, "Path of the node's profile, for Localhost.");

    public static readonly Schema SeLinuxOptions =
        new Definition("io.k8s.api.core.v1.SELinuxOptions", "SELinux label.")
            .Field("level", Text, "Level of the label.")
            .Field("role", Text, "Role of the label.")
            .Field("type", Text, "Type of the label.")
            .Field("user", Text, "User of the label.");

    private static readonly Schema SecurityContext =
        new Definition("io.k8s.api.core.v1.SecurityContext", "What a container may do.")
            .Field("allowPrivilegeEscalation", Flag, "A process may gain more rights than its parent.")
            .Field("appArmorProfile", FreeObject, "AppArmor profile.")
            .Field("capabilities", Capabilities, "Rights of the kernel.")
            .Field("privileged", Flag, "Run as if outside of a container.")
            .Field("procMount", Text, "How /proc is mounted.")
            .Field("readOnlyRootFilesystem", Flag, "The image's file system cannot be written.")
            .Field("runAsGroup", Integer64, "Group to run as.")
            .Field("runAsNonRoot", Flag, "Refuse to run as root.")
            .Field("runAsUser", Integer64, "User to run as.")
            .Field("seLinuxOptions", SeLinuxOptions, "SELinux label.")
            .Field("seccompProfile", SeccompProfile, "System calls that are allowed.")
            .Field("windowsOptions", FreeObject, "Options for Windows.");

    public static readonly Schema Container =
        new Definition("io.k8s.api.core.v1.Container", "A container that runs in a pod.")
            .Required("name", Text, "Name, unique in the pod.")
            .Field("image", Text, "Image to run.")
            .Field("imagePullPolicy", OneOf("Always", "IfNotPresent", "Never"), "When the image is fetched.")
            .Field("command", List(Text), "What is run, instead of the image's entry point.")
            .Field("args", List(Text), "Arguments.")
            .Field("workingDir", Text, "Folder that the command starts in.")
            .Field("env", MapList(EnvVar, "name"), "Environment variables.")
            .Field("envFrom", List(EnvFromSource), "Objects whose keys become variables.")
            .Field("ports", MapList(Port, "containerPort", "protocol"), "Ports that the container listens on.")
            .Field("resources", ResourceRequirements.WithDefault(new JsonObject()), "What it needs and may use.")
            .Field("resizePolicy", List(FreeObject), "What a change of resources does to the container.")
            .Field("restartPolicy", Text, "Always makes an init container a sidecar.")
            .Field("volumeMounts", MapList(VolumeTypes.VolumeMount, "mountPath"), "Volumes that it sees.")
            .Field("volumeDevices", MapList(FreeObject, "devicePath"), "Block devices that it sees.")
            .Field("livenessProbe", ProbeTypes.Probe, "Restarts the container when it fails.")
            .Field("readinessProbe", ProbeTypes.Probe, "Takes the container out of service while it fails.")
            .Field("startupProbe", ProbeTypes.Probe, "Holds the other probes back until it succeeds.")
            .Field("lifecycle", ProbeTypes.Lifecycle, "What is done at start and stop.")
            .Field("terminationMessagePath", Text.WithDefault("/dev/termination-log"), "File that holds the last words.")
            .Field("terminationMessagePolicy", OneOf("File", "FallbackToLogsOnError").WithDefault("File"), "Where the last words come from.")
            .Field("securityContext", SecurityContext, "What it may do.")
            .Field("stdin", Flag, "Keep standard input open.")
            .Field("stdinOnce", Flag, "Close standard input after the first client.")
            .Field("tty", Flag, "Give it a terminal.")
            .Defaults(ChoosePullPolicy)
            .Rule(NeedsImage);

    private static Schema ObjectSource(string name) =>
        new Definition("io.k8s.api.core.v1." + name, "Names the object.")
            .Field("name", Text, "Name of the object.")
            .Field("optional", Flag, "The object may be missing.");

    private static void ChoosePullPolicy(JsonObject container)
    {
        if (container.ContainsKey("imagePullPolicy") || container.String("image") is not { Length: > 0 } image)
        {
            return;
        }

        var name = image[(image.LastIndexOf('/') + 1)..];
        var pinned = name.Contains('@', StringComparison.Ordinal)
            || (name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && name[(colon + 1)..] != "latest");
        container["imagePullPolicy"] = pinned ? "IfNotPresent" : "Always";
    }

    private static void NeedsImage(string path, JsonObject container, JsonObject? old, ICollection<FieldError> errors)
    {
        if (string.IsNullOrEmpty(container.String("image")))
        {
            errors.Add(FieldError.Required($"{path}.image"));
        }
    }

    /// <summary>Kubernetes stores no empty value.</summary>
    private static void DropEmptyValue(JsonObject variable)
    {
        if (variable.String("value") is "")
        {
            variable.Remove("value");
        }
    }
}
