namespace Mendix.PrivateCloud.LocalCluster.Hosting;

/// <summary>The text of a kubeconfig with one cluster, one user and one context.</summary>
internal static class KubeConfig
{
    public const string Name = "local-cluster";

    public static string Write(Uri address, string authorityData, string token) =>
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: {Name}
          cluster:
            server: {address.AbsoluteUri.TrimEnd('/')}
            certificate-authority-data: {authorityData}
        users:
        - name: {Name}
          user:
            token: {token}
        contexts:
        - name: {Name}
          context:
            cluster: {Name}
            user: {Name}
            namespace: default
        current-context: {Name}

        """;
}
