namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>What one collection of objects is stored under. Versions of a resource share one collection.</summary>
internal readonly record struct GroupResource(string Group, string Resource)
{
    public static readonly GroupResource Namespaces = new("", "namespaces");
    public static readonly GroupResource Pods = new("", "pods");

    public static readonly GroupResource Secrets = new("", "secrets");
    public static readonly GroupResource Events = new("", "events");
    public static readonly GroupResource Deployments = new("apps", "deployments");
    public static readonly GroupResource CustomResourceDefinitions = new("apiextensions.k8s.io", "customresourcedefinitions");

    /// <summary>As Kubernetes prints it in messages: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Resource : $"{Resource}.{Group}";
}
