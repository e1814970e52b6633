using System.Text;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Authentication;

/// <summary>Real TLS: who is trusted, and who we are.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_clusters_authority_and_a_client_certificate_are_used_over_http2()
    {
        await using var server = await SecureServer.StartAsync(_authority.IssueServer("127.0.0.1"));
        var (certificate, key) = _authority.IssueClient("alice");
        var config = Config(server, $"certificate-authority-data: {Base64(_authority.Pem)}", $"client-certificate-data: {Base64(certificate)}", $"client-key-data: {Base64(key)}");
        var version = await AskAsync(KubeConfig.Load(config));
        Assert.Equal("HTTP/2", version.Major);
        Assert.Equal("CN=alice", version.Minor);
    }

    [Fact]
    public async Task Certificates_may_stand_in_files_beside_the_kubeconfig()
    {
        await using var server = await SecureServer.StartAsync(_authority.IssueServer("127.0.0.1"));
        var (certificate, key) = _authority.IssueClient("bob");
        _folder.Write("pki/ca.crt", _authority.Pem);
        _folder.Write("pki/bob.crt", certificate);
        _folder.Write("pki/bob.key", key);
        var config = Config(server, "certificate-authority: pki/ca.crt", "client-certificate: pki/bob.crt", "client-key: pki/bob.key");
        Assert.Equal("CN=bob", (await AskAsync(KubeConfig.Load(config))).Minor);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_refused()
    {
        using var stranger = new TestAuthority();
        await using var server = await SecureServer.StartAsync(stranger.IssueServer("127.0.0.1"));
        var config = Config(server, $"certificate-authority-data: {Base64(_authority.Pem)}", "token: secret-token");
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => AskAsync(KubeConfig.Load(config)));
        Assert.Contains("certificate", exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret-token", exception.ToString(), StringComparison.Ordinal);

        var trusting = KubeConfig.Load(Config(server, "insecure-skip-tls-verify: true"));
        Assert.Equal("anonymous", (await AskAsync(trusting)).Minor);
    }

    [Fact]
    public async Task The_certificate_may_bear_a_name_of_its_own()
    {
        await using var server = await SecureServer.StartAsync(_authority.IssueServer("kubernetes.internal"));
        var authority = $"certificate-authority-data: {Base64(_authority.Pem)}";
        await Assert.ThrowsAsync<KubernetesException>(() => AskAsync(KubeConfig.Load(Config(server, authority))));
        await AskAsync(KubeConfig.Load(Config(server, $"{authority}\n    tls-server-name: kubernetes.internal")));
    }

    [Fact]
    public async Task A_refused_plugin_token_is_renewed_once()
    {
        await using var server = await SecureServer.StartAsync(_authority.IssueServer("127.0.0.1"));
        var count = _folder.Write("count", "");
        _folder.WriteScript("plugin", $$$"""
            echo x >> {{{count}}}
            echo "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"token-$(wc -l < {{{count}}} | tr -d ' ')\"}}"
            """);
        var config = Config(server, $"certificate-authority-data: {Base64(_authority.Pem)}", "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}");
        using var client = new KubernetesClient(KubeConfig.Load(config));

        server.ExpectedToken = "token-1";
        await client.GetVersionAsync(TestContext.Current.CancellationToken);
        await client.GetVersionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Refused);

        server.ExpectedToken = "token-2";
        Assert.Equal("Bearer token-2", (await client.GetVersionAsync(TestContext.Current.CancellationToken)).GitVersion);
        Assert.Equal(1, server.Refused);

        server.ExpectedToken = "never";
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.True(exception.IsForbidden);
        Assert.Equal(3, File.ReadAllLines(count).Length);
    }

    [Fact]
    public async Task A_plugin_may_answer_with_a_certificate()
    {
        await using var server = await SecureServer.StartAsync(_authority.IssueServer("127.0.0.1"));
        var (certificate, key) = _authority.IssueClient("carol");
        _folder.Write("answer.json", System.Text.Json.JsonSerializer.Serialize(new
        {
            kind = "ExecCredential",
            apiVersion = "client.authentication.k8s.io/v1beta1",
            status = new { clientCertificateData = certificate, clientKeyData = key },
        }));
        _folder.WriteScript("plugin", $"cat {_folder.Path}/answer.json");
        var config = Config(server, $"certificate-authority-data: {Base64(_authority.Pem)}", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./plugin}");
        Assert.Equal("CN=carol", (await AskAsync(KubeConfig.Load(config))).Minor);
    }

    private static async Task<KubernetesVersion> AskAsync(KubernetesClientOptions options)
    {
        options.MaxRetries = 0;
        using var client = new KubernetesClient(options);
        return await client.GetVersionAsync(TestContext.Current.CancellationToken);
    }

    private string Config(SecureServer server, string cluster, params string[] user)
    {
        var body = user.Length == 0 ? "username: nobody" : string.Join("\n    ", user);
        return _folder.Write("config", $$"""
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u} }]
            clusters:
            - name: k
              cluster:
                server: {{server.Address}}
                {{cluster}}
            users:
            - name: u
              user:
                {{body}}
            """);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
