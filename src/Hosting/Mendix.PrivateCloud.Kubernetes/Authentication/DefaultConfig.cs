namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Finds the way to the cluster where nobody named one.</summary>
internal static class DefaultConfig
{
    public static KubernetesClientOptions Load()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(KubeConfig.PathVariable)))
        {
            return KubeConfig.Load();
        }

        if (InClusterConfig.IsAvailable)
        {
            return InClusterConfig.Load();
        }

        if (File.Exists(KubeConfig.DefaultPath))
        {
            return KubeConfig.Load();
        }

        throw new KubernetesConfigurationException(
            "No way to a Kubernetes cluster is configured. Looked for: the environment variable KUBECONFIG (not set); "
            + $"a pod's service account in {InClusterConfig.DefaultFolder} (not there); {KubeConfig.DefaultPath} (not there). "
            + "Set KUBECONFIG to a kubeconfig file, run in a pod with a service account, or hand over options or an HttpClient.");
    }
}
