using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Kubernetes.Tests.Authentication;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Tasks;

/// <summary>How a task pod connects is read from its variables.</summary>
public sealed class TaskConnectionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Without_variables_it_is_as_the_machine_is_set() => Assert.Equal(OutboundConnections.Default, await ReadAsync());

    [Fact]
    public async Task Proxies_and_what_is_reached_without_them()
    {
        var proxy = (await ReadAsync(("HTTPS_PROXY", "http://proxy.test:3128"), ("NO_PROXY", "localhost,10.0.0.0/8,.internal.test"))).Proxy!;

        Assert.Equal((null, new Uri("http://proxy.test:3128")), (proxy.Http, proxy.Https));
        Assert.True(proxy.IsBypassed(new Uri("https://10.1.2.3")));
        Assert.True(proxy.IsBypassed(new Uri("https://db.internal.test")));
        Assert.False(proxy.IsBypassed(new Uri("https://internal.test")));
    }

    [Fact]
    public async Task Authorities()
    {
        using var authority = new TestAuthority();
        await File.WriteAllTextAsync(_file, authority.Pem, TestContext.Current.CancellationToken);

        Assert.Equal(["CN=test authority"], (await ReadAsync((StorageTask.AuthoritiesVariable, _file))).CertificateAuthorities.Select(found => found.Subject));
    }

    [Theory]
    [InlineData(true, "no certificate in PEM")]
    [InlineData(false, "cannot be read")]
    public async Task A_file_of_no_use_is_told(bool isThere, string message)
    {
        var failure = await Assert.ThrowsAsync<FormatException>(() => ReadAsync((StorageTask.AuthoritiesVariable, isThere ? _file : _file + ".none")));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static Task<OutboundConnections> ReadAsync(params (string Name, string Value)[] variables) => TaskConnections.ReadAsync(
        name => variables.FirstOrDefault(variable => variable.Name == name).Value, TestContext.Current.CancellationToken);
}
