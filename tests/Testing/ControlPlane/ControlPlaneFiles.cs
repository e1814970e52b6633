using System.Security.Cryptography;

namespace Mendix.PrivateCloud.Testing.ControlPlane;

/// <summary>The folder of one control plane, with the secrets that its programs share.</summary>
internal sealed class ControlPlaneFiles
{
    private readonly string _managerToken = NewToken();

    private ControlPlaneFiles(string folder) => Folder = folder;

    public string Folder { get; }

    public string Data => In("etcd");

    /// <summary>The API server makes a key and a certificate here.</summary>
    public string Certificates => In("certificates");

    public string AuthorityFile => Path.Combine(Certificates, "apiserver.crt");

    public string TokenFile => In("tokens.csv");

    public string ServiceAccountKey => In("service-account.key");

    public string AdminKubeConfig => In("admin.kubeconfig");

    public string ManagerKubeConfig => In("manager.kubeconfig");

    public string AdminToken { get; } = NewToken();

    public static ControlPlaneFiles Create()
    {
        var files = new ControlPlaneFiles(Directory.CreateTempSubdirectory("mxpc-kube-").FullName);
        using var key = RSA.Create(2048);
        File.WriteAllText(files.ServiceAccountKey, key.ExportRSAPrivateKeyPem());
        File.WriteAllText(files.TokenFile, $"""
            {files.AdminToken},admin,admin,"system:masters"
            {files._managerToken},system:kube-controller-manager,system:kube-controller-manager,

            """);
        return files;
    }

    /// <summary>Written when the API server is up, which makes its own certificate.</summary>
    public void WriteKubeConfigs(Uri server)
    {
        File.WriteAllText(AdminKubeConfig, KubeConfig(server, AdminToken));
        File.WriteAllText(ManagerKubeConfig, KubeConfig(server, _managerToken));
    }

    public string KubeConfig(Uri server, string token) => $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: test
          cluster:
            server: {server.AbsoluteUri.TrimEnd('/')}
            certificate-authority-data: {Convert.ToBase64String(File.ReadAllBytes(AuthorityFile))}
        users:
        - name: test
          user:
            token: {token}
        contexts:
        - name: test
          context:
            cluster: test
            user: test
            namespace: default
        current-context: test

        """;

    private string In(string name) => Path.Combine(Folder, name);

    private static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
