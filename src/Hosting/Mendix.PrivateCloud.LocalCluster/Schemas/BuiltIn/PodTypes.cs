using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Pods, and the template from which workloads make them.</summary>
internal static class PodTypes
{
    private static readonly Schema Sysctl =
        new Definition("io.k8s.api.core.v1.Sysctl", "A kernel parameter.")
            .Required("name", Text, "Name of the parameter.")
            .Required("value", Text, "Value of the parameter.");

    private static readonly Schema SecurityContext =
        new Definition("io.k8s.api.core.v1.PodSecurityContext", "What all containers of the pod may do.")
            .Field("appArmorProfile", FreeObject, "AppArmor profile.")
            .Field("fsGroup", Integer64, "Group that owns the volumes.")
            .Field("fsGroupChangePolicy", Text, "When the owner of a volume is changed.")
            .Field("runAsGroup", Integer64, "Group to run as.")
            .Field("runAsNonRoot", Flag, "Refuse to run as root.")
            .Field("runAsUser", Integer64, "User to run as.")
            .Field("seLinuxOptions", ContainerTypes.SeLinuxOptions, "SELinux label.")
            .Field("seccompProfile", ContainerTypes.SeccompProfile, "System calls that are allowed.")
            .Field("supplementalGroups", List(Integer64), "Further groups of the processes.")
            .Field("supplementalGroupsPolicy", Text, "Whether groups of the image count.")
            .Field("sysctls", List(Sysctl), "Kernel parameters.")
            .Field("windowsOptions", FreeObject, "Options for Windows.");

    private static readonly Schema Toleration =
        new Definition("io.k8s.api.core.v1.Toleration", "Lets the pod run on a node in spite of a taint.")
            .Field("key", Text, "Key of the taint; empty for all.")
            .Field("operator", Text, "Equal or Exists.")
            .Field("value", Text, "Value of the taint.")
            .Field("effect", Text, "NoSchedule, PreferNoSchedule or NoExecute; empty for all.")
            .Field("tolerationSeconds", Integer64, "How long NoExecute is tolerated.");

    private static readonly Schema TopologySpreadConstraint =
        new Definition("io.k8s.api.core.v1.TopologySpreadConstraint", "Spreads pods over zones or nodes.")
            .Required("maxSkew", Integer32, "By how many pods two domains may differ.")
            .Required("topologyKey", Text, "Node label that names the domain.")
            .Required("whenUnsatisfiable", OneOf("DoNotSchedule", "ScheduleAnyway"), "What happens if the pods cannot be spread.")
            .Field("labelSelector", CommonTypes.LabelSelector, "Which pods are counted.")
            .Field("matchLabelKeys", List(Text), "Labels of the pod that are added to the selector.")
            .Field("minDomains", Integer32, "How many domains there must be.")
            .Field("nodeAffinityPolicy", Text, "Whether affinity narrows the nodes.")
            .Field("nodeTaintsPolicy", Text, "Whether taints narrow the nodes.");

    private static readonly Schema HostAlias =
        new Definition("io.k8s.api.core.v1.HostAlias", "A line of /etc/hosts.")
            .Required("ip", Text, "The address.")
            .Field("hostnames", List(Text), "Names of the address.");

    private static readonly Schema DnsOption =
        new Definition("io.k8s.api.core.v1.PodDNSConfigOption", "An option of the resolver.")
            .Field("name", Text, "Name of the option.")
            .Field("value", Text, "Value of the option.");

    private static readonly Schema DnsConfig =
        new Definition("io.k8s.api.core.v1.PodDNSConfig", "How names are resolved.")
            .Field("nameservers", List(Text), "Servers to ask.")
            .Field("options", List(DnsOption), "Options of the resolver.")
            .Field("searches", List(Text), "Domains to try.");

    public static readonly Schema Spec =
        new Definition("io.k8s.api.core.v1.PodSpec", "What a pod runs, and where it may run.")
            .Field("initContainers", MapList(ContainerTypes.Container, "name"), "Containers that finish before the others start.")
            .Required("containers", MapList(ContainerTypes.Container, "name"), "The containers of the pod.")
            .Field("ephemeralContainers", MapList(FreeObject, "name"), "Containers added for debugging.")
            .Field("volumes", MapList(VolumeTypes.Volume, "name") with { PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys },
                "What the containers can mount.")
            .Field("restartPolicy", OneOf("Always", "OnFailure", "Never").WithDefault("Always"), "When containers are started again.")
            .Field("terminationGracePeriodSeconds", Integer64.WithDefault(30), "Seconds that the pod has to stop by itself.")
            .Field("activeDeadlineSeconds", Integer64, "Seconds after which the pod is stopped.")
            .Field("dnsPolicy", OneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None").WithDefault("ClusterFirst"),
                "Where names are resolved.")
            .Field("dnsConfig", DnsConfig, "Details of name resolution.")
            .Field("nodeSelector", TextMap with { AtomicMap = true }, "Labels that the node must have.")
            .Field("nodeName", Text, "The node that the pod runs on.")
            .Field("serviceAccountName", Text, "Service account that the pod acts as.")
            .Field("serviceAccount", Text, "Former name of serviceAccountName.")
            .Field("automountServiceAccountToken", Flag, "Whether the account's token is mounted.")
            .Field("hostNetwork", Flag, "Use the network of the node.")
            .Field("hostPID", Flag, "See the processes of the node.")
            .Field("hostIPC", Flag, "Share memory with the node.")
            .Field("hostUsers", Flag, "Use the users of the node.")
            .Field("shareProcessNamespace", Flag, "Containers see each other's processes.")
            .Field("securityContext", SecurityContext.WithDefault(new JsonObject()), "What all containers may do.")
            .Field("imagePullSecrets", MapList(CommonTypes.LocalObjectReference, "name"), "Secrets that open the registries.")
            .Field("hostname", Text, "Name that the pod knows itself by.")
            .Field("subdomain", Text, "Domain of the pod's name.")
            .Field("setHostnameAsFQDN", Flag, "The full name is the host name.")
            .Field("affinity", FreeObject, "Preferences for nodes and neighbours.")
            .Field("schedulerName", Text.WithDefault("default-scheduler"), "Who places the pod.")
            .Field("tolerations", List(Toleration), "Taints that do not matter.")
            .Field("hostAliases", MapList(HostAlias, "ip"), "Lines of /etc/hosts.")
            .Field("priorityClassName", Text, "Importance, by name.")
            .Field("priority", Integer32, "Importance, as a number.")
            .Field("preemptionPolicy", Text, "Whether less important pods make way.")
            .Field("readinessGates", List(FreeObject), "Conditions that readiness waits for.")
            .Field("runtimeClassName", Text, "How containers are run.")
            .Field("enableServiceLinks", Flag, "Whether services become variables.")
            .Field("overhead", Map(Quantity), "What running the pod costs by itself.")
            .Field("topologySpreadConstraints",
                MapList(TopologySpreadConstraint, "topologyKey", "whenUnsatisfiable"), "How pods are spread.")
            .Field("os", FreeObject, "Operating system of the containers.")
            .Field("schedulingGates", MapList(FreeObject, "name"), "What holds scheduling back.")
            .Field("resourceClaims", MapList(FreeObject, "name"), "Devices that are claimed.")
            .Field("resources", ContainerTypes.ResourceRequirements, "Resources of the whole pod.")
            .Defaults(AlignServiceAccount)
            .Rule(FieldRules.NotEmpty("containers"))
            .Rule(FieldRules.NotNegative("terminationGracePeriodSeconds"));

    public static readonly Schema Template =
        new Definition("io.k8s.api.core.v1.PodTemplateSpec", "What the pods of a workload look like.")
            .Field("metadata", ObjectMetaSchema.Schema, "Labels and annotations of the pods.")
            .Field("spec", Spec, "What the pods run.")
            .Rule(FieldRules.TemplateLabels);

    private static readonly Schema ContainerStatus =
        new Definition("io.k8s.api.core.v1.ContainerStatus", "How a container is.")
            .Required("name", Text, "Name of the container.")
            .Required("ready", Flag, "It passes its readiness probe.")
            .Required("restartCount", Integer32, "How often it was started again.")
            .Required("image", Text, "Image that runs.")
            .Required("imageID", Text, "Digest of the image.")
            .Field("containerID", Text, "Identity in the container runtime.")
            .Field("started", Flag, "It has passed its startup probe.")
            .Field("state", FreeObject, "Waiting, running or terminated, with details.")
            .Field("lastState", FreeObject, "The state before the last restart.")
            .Field("resources", ContainerTypes.ResourceRequirements, "Resources in force.")
            .Field("allocatedResources", Map(Quantity), "Resources reserved on the node.");

    private static readonly Schema Status =
        new Definition("io.k8s.api.core.v1.PodStatus", "How the pod is.")
            .Field("phase", Text, "Pending, Running, Succeeded, Failed or Unknown.")
            .Field("conditions", CommonTypes.Conditions(CommonTypes.Condition("io.k8s.api.core.v1.PodCondition", "lastProbeTime")),
                "Single aspects of the state.")
            .Field("message", Text, "Why it is so, for people.")
            .Field("reason", Text, "Why it is so, for programs.")
            .Field("nominatedNodeName", Text, "Node that is being cleared for the pod.")
            .Field("hostIP", Text, "Address of the node.")
            .Field("hostIPs", List(FreeObject), "Addresses of the node.")
            .Field("podIP", Text, "Address of the pod.")
            .Field("podIPs", MapList(FreeObject, "ip"), "Addresses of the pod.")
            .Field("startTime", Time, "When the node took the pod.")
            .Field("initContainerStatuses", List(ContainerStatus), "How the init containers are.")
            .Field("containerStatuses", List(ContainerStatus), "How the containers are.")
            .Field("ephemeralContainerStatuses", List(ContainerStatus), "How the debugging containers are.")
            .Field("qosClass", Text, "Guaranteed, Burstable or BestEffort.")
            .Field("observedGeneration", Integer64, "The generation that the status speaks of.")
            .Field("resize", Text, "Progress of a change of resources.");

    private static readonly Schema Pod =
        new Definition("io.k8s.api.core.v1.Pod", "Containers that run together on one node.")
            .ObjectFields()
            .Field("spec", Spec, "What the pod runs.")
            .Field("status", Status.WithDefault(new JsonObject()), "How the pod is.")
            .Defaults(CompletePod)
            .Rule(PodUpdateRule.Check);

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Pod",
            Plural = "pods",
            ShortNames = ["po"],
            Categories = ["all"],
            Namespaced = true,
            HasStatus = true,
            Schema = Pod,
        },
    ];

    private static void AlignServiceAccount(JsonObject spec)
    {
        if ((spec.String("serviceAccountName") ?? spec.String("serviceAccount")) is { Length: > 0 } account)
        {
            spec["serviceAccountName"] = account;
            spec["serviceAccount"] = account;
        }
    }

    private static void CompletePod(JsonObject pod)
    {
        if (pod.Object("spec") is not { } spec)
        {
            return;
        }

        spec.TryAdd("enableServiceLinks", true);
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")))
        {
            RequestLimits(container);
        }
    }

    // What is limited but not requested is requested in full.
    private static void RequestLimits(JsonObject container)
    {
        if (container.At("resources", "limits") is not JsonObject { Count: > 0 } limits)
        {
            return;
        }

        var resources = container.Object("resources")!;
        var requests = resources.Object("requests");
        if (requests is null)
        {
            resources["requests"] = requests = [];
        }

        foreach (var (name, amount) in limits)
        {
            requests.TryAdd(name, amount?.DeepClone());
        }
    }
}
