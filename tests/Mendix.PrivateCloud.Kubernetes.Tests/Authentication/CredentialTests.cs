using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Authentication;

public sealed class CredentialTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";

    private readonly VirtualTimeProvider _time = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plugin_is_called_again_when_its_answer_expires()
    {
        var expires = _time.GetUtcNow().AddMinutes(15).ToString("yyyy-MM-ddTHH:mm:ssZ");
        using var credential = new ExecCredential(Plugin($$$"""
            echo x >> count
            echo '{"kind":"ExecCredential","apiVersion":"{{{Version}}}","status":{"token":"t'$(wc -l < count | tr -d ' ')'","expirationTimestamp":"{{{expires}}}"}}'
            """));
        Assert.Equal("Bearer t1", await GetAsync(credential));
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("Bearer t1", await GetAsync(credential));
        // A little before it expires, since it has to travel.
        _time.Advance(TimeSpan.FromSeconds(51));
        Assert.Equal("Bearer t2", await GetAsync(credential));
        Assert.Equal("Bearer t3", await GetAsync(credential, refresh: true));
    }

    [Fact]
    public async Task Many_who_wait_share_one_call()
    {
        using var credential = new ExecCredential(Plugin($$$"""
            echo x >> count
            echo '{"kind":"ExecCredential","apiVersion":"{{{Version}}}","status":{"token":"t"}}'
            """));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(credential)));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "count"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_plugin_gets_its_arguments_environment_and_cluster()
    {
        var plugin = Plugin($$$"""
            echo "$1 $EXTRA $KUBERNETES_EXEC_INFO" > seen
            echo '{"kind":"ExecCredential","apiVersion":"{{{Version}}}","status":{"token":"t"}}'
            """) with
        {
            Arguments = ["an argument"],
            Environment = [KeyValuePair.Create("EXTRA", "more")],
            Cluster = new ExecClusterInfo("https://k.test", "inner", false, [1, 2], null),
        };
        using var credential = new ExecCredential(plugin);
        await GetAsync(credential);
        var seen = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "seen"), TestContext.Current.CancellationToken);
        Assert.Equal(
            $$$"""an argument more {"kind":"ExecCredential","apiVersion":"{{{Version}}}","spec":{"interactive":false,"cluster":{"server":"https://k.test","tls-server-name":"inner","certificate-authority-data":"AQI="} } }""".Replace(" }", "}", StringComparison.Ordinal),
            seen.Trim());
    }

    [Theory]
    [InlineData("echo secret-token >&2; exit 3", "failed with exit code 3")]
    [InlineData("echo secret-token", "is not a JSON object")]
    [InlineData("echo '{}'", "is not an ExecCredential of " + Version)]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + Version + "\"}'", "has no status")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + Version + "\",\"status\":{}}'", "holds neither token nor clientCertificateData")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + Version + "\",\"status\":{\"clientCertificateData\":\"secret-token\"}}'", "only one of")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + Version + "\",\"status\":{\"clientCertificateData\":\"secret-token\",\"clientKeyData\":\"secret-token\"}}'", "in PEM")]
    public async Task A_plugin_that_fails_is_named_and_not_quoted(string script, string what)
    {
        using var credential = new ExecCredential(Plugin(script));
        var exception = await Assert.ThrowsAsync<KubernetesConfigurationException>(() => GetAsync(credential));
        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
        Assert.Contains("exec plugin plugin", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_is_not_installed_says_how_to_install_it()
    {
        using var credential = new ExecCredential(new ExecPlugin { ApiVersion = Version, Command = "no-such-plugin-anywhere", InstallHint = "Get it from the shop." });
        var exception = await Assert.ThrowsAsync<KubernetesConfigurationException>(() => GetAsync(credential));
        Assert.Contains("Get it from the shop.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute_or_a_refusal()
    {
        var path = _folder.Write("token", "one\n");
        var credential = new TokenFileCredential(path);
        Assert.Equal("Bearer one", await GetAsync(credential));
        _folder.Write("token", "two");
        Assert.Equal("Bearer one", await GetAsync(credential));
        Assert.Equal("Bearer two", await GetAsync(credential, refresh: true));
        _folder.Write("token", "three");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Bearer three", await GetAsync(credential));

        // While it is being replaced, the old one still serves.
        File.Delete(path);
        Assert.Equal("Bearer three", await GetAsync(credential, refresh: true));
        await Assert.ThrowsAsync<KubernetesConfigurationException>(() => GetAsync(new TokenFileCredential(path)));
    }

    [Fact]
    public void No_credential_shows_its_content()
    {
        KubernetesCredential[] credentials = [new TokenCredential("secret"), new BasicCredential("u", "secret"), new TokenFileCredential("/secret")];
        Assert.All(credentials, credential => Assert.DoesNotContain("secret", credential.ToString(), StringComparison.Ordinal));
    }

    private async Task<string?> GetAsync(KubernetesCredential credential, bool refresh = false) =>
        (await credential.GetAuthorizationAsync(_time, refresh, TestContext.Current.CancellationToken))?.ToString();

    private ExecPlugin Plugin(string script) => new() { ApiVersion = Version, Command = _folder.WriteScript("plugin", $"cd {_folder.Path}\n{script}") };
}
