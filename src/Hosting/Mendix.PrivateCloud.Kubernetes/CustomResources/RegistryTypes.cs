namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>
/// The words of <see cref="OperatorRegistry.Type"/>. Of these only <see cref="OpenShift"/> is documented for the original's object; the
/// others are those of its configuration tool.
/// </summary>
public static class RegistryTypes
{
    /// <summary>Any registry, with the credentials of a Secret or without any.</summary>
    public const string Generic = "generic";

    /// <summary>The same, with a docker-registry Secret that exists already.</summary>
    public const string DockerSecret = "docker-secret";

    /// <summary>The registry of the OpenShift cluster itself.</summary>
    public const string OpenShift = "openshift";

    /// <summary>The same, of OpenShift 3.</summary>
    public const string OpenShift3 = "openshift3";

    /// <summary>The same, of OpenShift 4.</summary>
    public const string OpenShift4 = "openshift4";

    /// <summary>Amazon's Elastic Container Registry.</summary>
    public const string AmazonEcr = "amazon-ecr";
}
