namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The API group of our custom resources.</summary>
public static class PrivateCloudApi
{
    /// <summary>The group.</summary>
    public const string Group = "privatecloud.mendix.com";

    /// <summary>The version.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Group and version, as objects carry it.</summary>
    public const string ApiVersion = Group + "/" + Version;
}
