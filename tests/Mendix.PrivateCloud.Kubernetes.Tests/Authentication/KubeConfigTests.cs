using System.Diagnostics;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Authentication;

public sealed class KubeConfigTests : IDisposable
{
    private const string Valid = """
        apiVersion: v1
        kind: Config
        current-context: dev
        contexts:
        - {name: dev, context: {cluster: local, user: me, namespace: team}}
        - {name: prod, context: {cluster: far, user: robot}}
        - {name: nobody, context: {cluster: local}}
        clusters:
        - {name: local, cluster: {server: "http://127.0.0.1:8001"}}
        - {name: far, cluster: {server: "https://far.test:6443/k8s/c1", tls-server-name: inner, proxy-url: "http://proxy.test:3128"}}
        users:
        - {name: me, user: {token: secret-1}}
        - {name: robot, user: {username: u, password: secret-2}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_current_context_is_taken()
    {
        var options = KubeConfig.Load(_folder.Write("config", Valid));
        Assert.Equal(new Uri("http://127.0.0.1:8001"), options.Server);
        Assert.Equal("team", options.Namespace);
        Assert.IsType<TokenCredential>(options.Credential);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_context_can_be_named()
    {
        var options = KubeConfig.Load(_folder.Write("config", Valid), "prod");
        Assert.Equal("inner", options.TlsServerName);
        Assert.Equal(new Uri("http://proxy.test:3128"), options.Proxy);
        Assert.Equal("default", options.Namespace);
        Assert.IsType<BasicCredential>(options.Credential);
        Assert.Null(KubeConfig.Load(_folder.Write("config", Valid), "nobody").Credential);
    }

    [Fact]
    public void Json_is_yaml() =>
        Assert.Equal(new Uri("http://a"), KubeConfig.Load(_folder.Write("config", """
            {"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k"}}],"clusters":[{"name":"k","cluster":{"server":"http://a"}}],"users":null}
            """)).Server);

    [Theory]
    [InlineData("current-context: dev", "current-context: gone", "There is no context 'gone'", "contexts are: dev, prod, nobody")]
    [InlineData("current-context: dev\n", "", "current-context is not set", "dev, prod, nobody")]
    [InlineData("cluster: local, user: me", "cluster: away, user: me", "There is no cluster 'away'", "clusters are: local, far")]
    [InlineData("user: me", "user: you", "There is no user 'you'", "users are: me, robot")]
    [InlineData("http://127.0.0.1:8001", "127.0.0.1:8001", "server of clusters[0].cluster", "is not an address")]
    [InlineData("server: \"http://127.0.0.1:8001\"", "x: y", "server is missing from clusters[0].cluster", "it is required")]
    [InlineData("token: secret-1", "client-key-data: aGk=", "client-certificate is missing from users[0].user", "client-key is set without it")]
    [InlineData("token: secret-1", "client-key-data: '***'", "users[0].user.client-key-data", "is not base64")]
    [InlineData("token: secret-1", "client-certificate-data: aGk=, client-key-data: c2VjcmV0LTM=", "client-certificate and client-key of users[0].user", "in PEM")]
    [InlineData("token: secret-1", "client-certificate: gone.crt", "users[0].user.client-certificate", "names a file that cannot be read")]
    [InlineData("token: secret-1", "auth-provider: {name: gcp}", "users[0].user.auth-provider", "exec plugin")]
    [InlineData("token: secret-1", "exec: {command: x}", "apiVersion of users[0].user.exec", "client.authentication.k8s.io/v1")]
    [InlineData("token: secret-1", "exec: {apiVersion: client.authentication.k8s.io/v1}", "command is missing from users[0].user.exec", "")]
    [InlineData("token: secret-1", "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}", "interactiveMode", "nobody sits before")]
    [InlineData("{token: secret-1}", "[secret-1]", "users[0].user", "must be a mapping")]
    [InlineData("users:", "users: {secret-1: [", "is not valid YAML near line 1", "")]
    public void What_is_wrong_is_named_with_its_place_and_no_secret(string right, string wrong, string what, string remedy)
    {
        var path = _folder.Write("config", Valid.Replace(right, wrong, StringComparison.Ordinal));
        var exception = Assert.Throws<KubernetesConfigurationException>(() => KubeConfig.Load(path));
        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var exception = Assert.Throws<KubernetesConfigurationException>(() => KubeConfig.Load(Path.Combine(_folder.Path, "gone")));
        Assert.Contains("gone' does not exist", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_merged_as_kubectl_does()
    {
        var first = _folder.Write("one/config", """
            contexts: [{name: a, context: {cluster: k, user: u, namespace: first}}]
            users: [{name: u, user: {tokenFile: token}}]
            """);
        var second = _folder.Write("two/config", """
            current-context: a
            contexts: [{name: a, context: {cluster: other}}, {name: b, context: {cluster: k}}]
            clusters: [{name: k, cluster: {server: "https://second.test"}}]
            """);
        _folder.Write("one/token", "secret-token\n");
        var list = string.Join(Path.PathSeparator, first, Path.Combine(_folder.Path, "absent"), second);

        var options = new MergedKubeConfig([KubeConfigFile.Read(first), KubeConfigFile.Read(second)]);
        var bound = KubeConfigBinder.Bind(options, null);
        Assert.Equal(new Uri("https://second.test"), bound.Server);
        Assert.Equal("first", bound.Namespace);
        var header = await bound.Credential!.GetAuthorizationAsync(TimeProvider.System, false, TestContext.Current.CancellationToken);
        Assert.Equal("Bearer secret-token", header!.ToString());

        using var kubectl = JsonDocument.Parse(await KubectlViewAsync(list));
        Assert.Equal("https://second.test", kubectl.RootElement.GetProperty("clusters")[0].GetProperty("cluster").GetProperty("server").GetString());
        Assert.Equal("first", kubectl.RootElement.GetProperty("contexts")[0].GetProperty("context").GetProperty("namespace").GetString());
    }

    private static async Task<string> KubectlViewAsync(string kubeconfig)
    {
        var start = new ProcessStartInfo("kubectl", ["config", "view", "--minify", "--output", "json"]) { RedirectStandardOutput = true };
        start.Environment["KUBECONFIG"] = kubeconfig;
        try
        {
            using var process = Process.Start(start)!;
            return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not on PATH");
            throw;
        }
    }
}
