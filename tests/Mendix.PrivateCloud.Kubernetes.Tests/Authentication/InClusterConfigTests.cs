namespace Mendix.PrivateCloud.Kubernetes.Tests.Authentication;

/// <summary>Alone, since it speaks about the environment variables of the process.</summary>
[Collection(nameof(InClusterConfigTests))]
[CollectionDefinition(nameof(InClusterConfigTests), DisableParallelization = true)]
public sealed class InClusterConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", null);
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_PORT", null);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1:6443/")]
    [InlineData("fd00::1", "https://[fd00::1]:6443/")]
    public async Task A_pods_account_is_used(string host, string address)
    {
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", host);
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_PORT", "6443");
        using var authority = new TestAuthority();
        _folder.Write("token", "pod-token");
        _folder.Write("ca.crt", authority.Pem);
        _folder.Write("namespace", "apps\n");
        var options = InClusterConfig.Load(_folder.Path);
        Assert.Equal(new Uri(address), options.Server);
        Assert.Equal("apps", options.Namespace);
        Assert.Single(options.CertificateAuthorities);
        var header = await options.Credential!.GetAuthorizationAsync(TimeProvider.System, false, TestContext.Current.CancellationToken);
        Assert.Equal("Bearer pod-token", header!.ToString());
    }

    [Fact]
    public void Where_nothing_is_configured_it_says_what_was_looked_for()
    {
        Assert.SkipWhen(File.Exists(KubeConfig.DefaultPath), "this account has a kubeconfig");
        var before = Environment.GetEnvironmentVariable(KubeConfig.PathVariable);
        try
        {
            Environment.SetEnvironmentVariable(KubeConfig.PathVariable, null);
            var exception = Assert.Throws<KubernetesConfigurationException>(KubernetesClientOptions.LoadDefault);
            Assert.Contains("KUBECONFIG (not set)", exception.Message, StringComparison.Ordinal);
            Assert.Contains(KubeConfig.DefaultPath, exception.Message, StringComparison.Ordinal);
            Assert.Contains("Set KUBECONFIG to a kubeconfig file", exception.Message, StringComparison.Ordinal);

            Environment.SetEnvironmentVariable(KubeConfig.PathVariable, Path.Combine(_folder.Path, "absent"));
            exception = Assert.Throws<KubernetesConfigurationException>(KubernetesClientOptions.LoadDefault);
            Assert.Contains("no such file exists", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(KubeConfig.PathVariable, before);
        }
    }

    [Fact]
    public void Outside_of_a_pod_it_says_so()
    {
        var exception = Assert.Throws<KubernetesConfigurationException>(() => InClusterConfig.Load(_folder.Path));
        Assert.Contains("KUBERNETES_SERVICE_HOST", exception.Message, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", "h");
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_PORT", "1");
        exception = Assert.Throws<KubernetesConfigurationException>(() => InClusterConfig.Load(_folder.Path));
        Assert.Contains("service account", exception.Message, StringComparison.Ordinal);
    }
}
