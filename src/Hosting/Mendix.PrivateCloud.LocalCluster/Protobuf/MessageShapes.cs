namespace Mendix.PrivateCloud.LocalCluster.Protobuf;

/// <summary>
/// The messages that <c>kubectl create</c> sends, as <c>number name type</c>: field numbers as published with the Kubernetes API.
/// <c>[]</c> repeats, <c>?</c> is a field whose zero means something, and the name <c>-</c> merges a message into its parent.
/// </summary>
internal static class MessageShapes
{
    private static readonly Dictionary<string, string> Text = new()
    {
        ["ObjectMeta"] =
            "1 name string,2 generateName string,3 namespace string,4 selfLink string,5 uid string,6 resourceVersion string,7 generation int," +
            "8 creationTimestamp time,9 deletionTimestamp time,10 deletionGracePeriodSeconds int?,11 labels map,12 annotations map," +
            "13 ownerReferences OwnerReference[],14 finalizers string[]",
        ["OwnerReference"] = "1 kind string,3 name string,4 uid string,5 apiVersion string,6 controller bool?,7 blockOwnerDeletion bool?",
        ["LabelSelector"] = "1 matchLabels map,2 matchExpressions LabelSelectorRequirement[]",
        ["LabelSelectorRequirement"] = "1 key string,2 operator string,3 values string[]",
        ["DeleteOptions"] =
            "1 gracePeriodSeconds int?,2 preconditions Preconditions,3 orphanDependents bool?,4 propagationPolicy string,5 dryRun string[]",
        ["Preconditions"] = "1 uid string,2 resourceVersion string",
        ["ConfigMap"] = "1 metadata ObjectMeta,2 data map,3 binaryData bytesMap,4 immutable bool?",
        ["Secret"] = "1 metadata ObjectMeta,2 data bytesMap,3 type string,4 stringData map,5 immutable bool?",
        ["Namespace"] = "1 metadata ObjectMeta,2 spec NamespaceSpec,3 status NamespaceStatus",
        ["NamespaceStatus"] = "1 phase string",
        ["NamespaceSpec"] = "1 finalizers string[]",
        ["ServiceAccount"] =
            "1 metadata ObjectMeta,2 secrets ObjectReference[],3 imagePullSecrets LocalObjectReference[],4 automountServiceAccountToken bool?",
        ["ObjectReference"] = "1 kind string,2 namespace string,3 name string,4 uid string,5 apiVersion string,6 resourceVersion string,7 fieldPath string",
        ["LocalObjectReference"] = "1 name string",
        ["Service"] = "1 metadata ObjectMeta,2 spec ServiceSpec,3 status ServiceStatus",
        ["ServiceStatus"] = "1 loadBalancer Nothing",
        ["ServiceSpec"] =
            "1 ports ServicePort[],2 selector map,3 clusterIP string,4 type string,5 externalIPs string[],7 sessionAffinity string," +
            "8 loadBalancerIP string,9 loadBalancerSourceRanges string[],10 externalName string,11 externalTrafficPolicy string," +
            "12 healthCheckNodePort int,13 publishNotReadyAddresses bool,17 ipFamilyPolicy string,18 clusterIPs string[],19 ipFamilies string[]," +
            "21 loadBalancerClass string,22 internalTrafficPolicy string,23 trafficDistribution string",
        ["ServicePort"] = "1 name string,2 protocol string,3 port int,4 targetPort intOrString,5 nodePort int,6 appProtocol string",
        ["Deployment"] = "1 metadata ObjectMeta,2 spec DeploymentSpec,3 status DeploymentStatus",
        ["DeploymentStatus"] = "1 observedGeneration int,2 replicas int,3 updatedReplicas int,4 availableReplicas int,5 unavailableReplicas int,7 readyReplicas int",
        ["DeploymentSpec"] =
            "1 replicas int?,2 selector LabelSelector,3 template PodTemplateSpec,4 strategy DeploymentStrategy,5 minReadySeconds int," +
            "6 revisionHistoryLimit int?,7 paused bool,9 progressDeadlineSeconds int?",
        ["DeploymentStrategy"] = "1 type string",
        ["PodTemplateSpec"] = "1 metadata ObjectMeta,2 spec PodSpec",
        ["PodSpec"] =
            "2 containers Container[],3 restartPolicy string,4 terminationGracePeriodSeconds int?,6 dnsPolicy string,7 nodeSelector map," +
            "8 serviceAccountName string,9 serviceAccount string,10 nodeName string,11 hostNetwork bool,12 hostPID bool,13 hostIPC bool," +
            "15 imagePullSecrets LocalObjectReference[],16 hostname string,17 subdomain string,19 schedulerName string,20 initContainers Container[]," +
            "21 automountServiceAccountToken bool?,24 priorityClassName string",
        ["Container"] =
            "1 name string,2 image string,3 command string[],4 args string[],5 workingDir string,6 ports ContainerPort[],7 env EnvVar[]," +
            "8 resources Nothing,13 terminationMessagePath string,14 imagePullPolicy string,16 stdin bool,17 stdinOnce bool,18 tty bool," +
            "20 terminationMessagePolicy string",
        ["ContainerPort"] = "1 name string,2 hostPort int,3 containerPort int,4 protocol string,5 hostIP string",
        ["EnvVar"] = "1 name string,2 value string",
        ["Role"] = "1 metadata ObjectMeta,2 rules PolicyRule[]",
        ["ClusterRole"] = "1 metadata ObjectMeta,2 rules PolicyRule[]",
        ["PolicyRule"] = "1 verbs string[],2 apiGroups string[],3 resources string[],4 resourceNames string[],5 nonResourceURLs string[]",
        ["RoleBinding"] = "1 metadata ObjectMeta,2 subjects Subject[],3 roleRef RoleRef",
        ["ClusterRoleBinding"] = "1 metadata ObjectMeta,2 subjects Subject[],3 roleRef RoleRef",
        ["Subject"] = "1 kind string,2 apiGroup string,3 name string,4 namespace string",
        ["RoleRef"] = "1 apiGroup string,2 kind string,3 name string",
        ["PodDisruptionBudget"] = "1 metadata ObjectMeta,2 spec PodDisruptionBudgetSpec,3 status PodDisruptionBudgetStatus",
        ["PodDisruptionBudgetSpec"] =
            "1 minAvailable intOrString,2 selector LabelSelector,3 maxUnavailable intOrString,4 unhealthyPodEvictionPolicy string",
        ["PodDisruptionBudgetStatus"] =
            "1 observedGeneration int,3 disruptionsAllowed int,4 currentHealthy int,5 desiredHealthy int,6 expectedPods int",
        ["Ingress"] = "1 metadata ObjectMeta,2 spec IngressSpec,3 status IngressStatus",
        ["IngressStatus"] = "1 loadBalancer Nothing",
        ["IngressSpec"] = "1 defaultBackend IngressBackend,2 tls IngressTLS[],3 rules IngressRule[],4 ingressClassName string",
        ["IngressTLS"] = "1 hosts string[],2 secretName string",
        ["IngressRule"] = "1 host string,2 - IngressRuleValue",
        ["IngressRuleValue"] = "1 http HTTPIngressRuleValue",
        ["HTTPIngressRuleValue"] = "1 paths HTTPIngressPath[]",
        ["HTTPIngressPath"] = "1 path string,2 backend IngressBackend,3 pathType string",
        ["IngressBackend"] = "3 resource TypedLocalObjectReference,4 service IngressServiceBackend",
        ["TypedLocalObjectReference"] = "1 apiGroup string,2 kind string,3 name string",
        ["IngressServiceBackend"] = "1 name string,2 port ServiceBackendPort",
        ["ServiceBackendPort"] = "1 name string,2 number int",
        ["SelfSubjectAccessReview"] = "1 metadata ObjectMeta,2 spec SelfSubjectAccessReviewSpec,3 status SubjectAccessReviewStatus",
        ["SelfSubjectAccessReviewSpec"] = "1 resourceAttributes ResourceAttributes,2 nonResourceAttributes NonResourceAttributes",
        ["ResourceAttributes"] =
            "1 namespace string,2 verb string,3 group string,4 version string,5 resource string,6 subresource string,7 name string",
        ["NonResourceAttributes"] = "1 path string,2 verb string",
        ["SubjectAccessReviewStatus"] = "1 allowed bool,2 reason string,3 evaluationError string,4 denied bool",
        ["Nothing"] = "",
    };

    private static readonly Dictionary<string, Dictionary<int, MessageField>> Shapes =
        Text.ToDictionary(entry => entry.Key, entry => Parse(entry.Value));

    public static Dictionary<int, MessageField>? Find(string message) => Shapes.GetValueOrDefault(message);

    private static Dictionary<int, MessageField> Parse(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split(' '))
        .ToDictionary(
            words => int.Parse(words[0]),
            words => new MessageField(
                words[1], words[2].TrimEnd('?', '[', ']'), words[2].EndsWith("[]", StringComparison.Ordinal), words[2].EndsWith('?')));
}
