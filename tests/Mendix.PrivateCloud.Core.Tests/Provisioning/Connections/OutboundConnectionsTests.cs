using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Testing.Http;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Connections;

/// <summary>Whom connections trust, and which way they go, with a server and a proxy on this machine.</summary>
public sealed class OutboundConnectionsTests : IAsyncLifetime
{
    private HttpsServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OutboundConnections Trusting => new(OutboundConnections.ReadAuthorities(File.ReadAllText(_server.Certificates.AuthorityFile)), null);

    private OutboundConnections Mistaken => new(OutboundConnections.ReadAuthorities(File.ReadAllText(_server.Certificates.OtherAuthorityFile)), null);

    public async ValueTask InitializeAsync() => _server = await HttpsServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_of_a_further_authority_is_trusted()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(OutboundConnections.Default, _server.Address));

        Assert.Equal("hello", await GetAsync(Trusting, _server.Address));
    }

    [Fact]
    public async Task A_server_of_another_authority_or_name_is_not()
    {
        var stranger = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Mistaken, _server.Address));
        var elsewhere = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Trusting, new Uri($"https://localhost:{_server.Address.Port}")));

        Assert.All([stranger, elsewhere], failure => Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError));
    }

    [Fact]
    public async Task A_proxy_is_gone_through_and_only_where_the_list_lets_it()
    {
        await using var proxy = new ForwardProxy();
        var address = new Uri($"https://{HttpsServer.Name}:{_server.Address.Port}");
        OutboundConnections Through(params string[] direct) => new(Trusting.CertificateAuthorities, new OutboundProxy(null, proxy.Address, direct));

        Assert.Equal("hello", await GetAsync(Through(), address));
        Assert.Equal([$"CONNECT {HttpsServer.Name}:{address.Port}"], proxy.Requests);

        // Nobody else knows the name.
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Through(HttpsServer.Name), address));
        Assert.Equal("hello", await GetAsync(Through(), _server.Address));
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public void What_a_machine_trusts_is_trusted_whatever_the_authorities()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(_server.Certificates.OtherAuthorityFile);

        Assert.True(OutboundConnections.Default.Trusts(this, certificate, null, SslPolicyErrors.None));
        Assert.True(Trusting.Trusts(this, certificate, null, SslPolicyErrors.None));
        Assert.False(Trusting.Trusts(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    [Fact]
    public void A_certificate_that_is_for_no_server_is_not_trusted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.False(new OutboundConnections([certificate], null).Trusts(this, certificate, null, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void The_same_authorities_are_equal()
    {
        Assert.Equal(Trusting, Trusting);
        Assert.Equal(Trusting.GetHashCode(), Trusting.GetHashCode());
        Assert.NotEqual(Trusting, Mistaken);
        Assert.NotEqual(Trusting, OutboundConnections.Default);
        Assert.NotEqual(Trusting, new OutboundConnections(Trusting.CertificateAuthorities, new OutboundProxy(null, null, ["*"])));
    }

    [Fact]
    public void Authorities_are_read_one_after_the_other()
    {
        var pem = $"# ours\n{File.ReadAllText(_server.Certificates.AuthorityFile)}\n\n{File.ReadAllText(_server.Certificates.OtherAuthorityFile)}";

        Assert.Equal(["CN=test authority", "CN=another authority"], OutboundConnections.ReadAuthorities(pem).Select(authority => authority.Subject));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("-----BEGIN CERTIFICATE-----\naHVudGVyMg==\n-----END CERTIFICATE-----")]
    public void What_is_no_authority_is_told_without_repeating_it(string pem)
    {
        var failure = Assert.Throws<FormatException>(() => OutboundConnections.ReadAuthorities(pem));

        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Serializing_a_plan_by_mistake_gives_none_of_it_away() => Assert.Equal("{}", JsonSerializer.Serialize(Trusting));

    private static async Task<string> GetAsync(OutboundConnections connections, Uri address)
    {
        using var handler = new SocketsHttpHandler();
        connections.ApplyTo(handler);
        using var http = new HttpClient(handler);
        return await http.GetStringAsync(address, Cancellation);
    }
}
