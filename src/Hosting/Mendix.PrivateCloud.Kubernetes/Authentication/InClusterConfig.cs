namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The service account that Kubernetes mounts into a pod.</summary>
public static class InClusterConfig
{
    internal const string DefaultFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Whether this process runs in a pod that has a service account.</summary>
    public static bool IsAvailable => HostOf() is not null && File.Exists(Path.Combine(DefaultFolder, "token"));

    /// <summary>Uses the pod's service account. Its token is read again as the kubelet renews it.</summary>
    /// <exception cref="KubernetesConfigurationException">This is not a pod, or its account is not mounted.</exception>
    public static KubernetesClientOptions Load() => Load(DefaultFolder);

    internal static KubernetesClientOptions Load(string folder)
    {
        var host = HostOf() ?? throw new KubernetesConfigurationException(
            "KUBERNETES_SERVICE_HOST or KUBERNETES_SERVICE_PORT is not set, so this process does not run in a pod. Use a kubeconfig file.");
        var token = Path.Combine(folder, "token");
        var authorities = Path.Combine(folder, "ca.crt");
        if (!File.Exists(token) || !File.Exists(authorities))
        {
            throw new KubernetesConfigurationException(
                $"'{folder}' does not hold token and ca.crt. Give the pod a service account and do not set automountServiceAccountToken to false.");
        }

        var options = new KubernetesClientOptions { Server = new Uri(host), Credential = new TokenFileCredential(token) };
        options.CertificateAuthorities.AddRange(Certificates.LoadAuthorities(File.ReadAllBytes(authorities), authorities));
        var namespaceFile = Path.Combine(folder, "namespace");
        if (File.Exists(namespaceFile) && File.ReadAllText(namespaceFile).Trim() is { Length: > 0 } namespaceName)
        {
            options.Namespace = namespaceName;
        }

        return options;
    }

    private static string? HostOf()
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
        {
            return null;
        }

        return host.Contains(':') ? $"https://[{host}]:{port}" : $"https://{host}:{port}";
    }
}
