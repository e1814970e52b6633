using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Minio;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>The scheme decides about TLS, and a certificate is always verified.</summary>
public sealed class TlsTests(MinioFixture plain, TlsTests.TlsFixture tls) : MinioTest(plain), IClassFixture<TlsTests.TlsFixture>
{
    private MinioPlan SecurePlan => new()
    {
        Endpoint = tls.Server.Endpoint,
        AccessKey = tls.Server.RootUser,
        SecretKey = new SecretValue(tls.Server.RootPassword),
    };

    [Fact]
    public async Task With_the_right_authority()
    {
        await using var services = Compose(options => options.RootCertificateFile = tls.Server.Certificates!.AuthorityFile);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("minio");
        var report = await provisioner.CheckAsync(SecurePlan, Cancellation);
        Assert.True(report.Passed, report.ToString());
        Assert.Contains(report.Findings, finding => finding is { Subject: "TLS", Passed: true });
        var tenant = NewTenant();
        var settings = await provisioner.ProvisionAsync(SecurePlan, tenant, Cancellation);
        Assert.Equal("true", settings["com.mendix.storage.s3.UseCACertificates"]);
        await provisioner.DeprovisionAsync(SecurePlan, tenant, Cancellation);
    }

    [Fact]
    public async Task With_the_authorities_of_the_namespace()
    {
        await using var services = Compose(_ => { });
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("minio");
        Assert.False((await provisioner.CheckAsync(SecurePlan, Cancellation)).Passed);

        var plan = SecurePlan with { Connections = Trusting(tls.Server.Certificates!.AuthorityFile) };
        var tenant = NewTenant();
        Assert.True((await provisioner.CheckAsync(plan, Cancellation)).Passed);
        await provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await provisioner.DeprovisionAsync(plan, tenant, Cancellation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_authorities_of_the_namespace_beside_those_of_the_host(bool isHosts)
    {
        var (right, other) = (tls.Server.Certificates!.AuthorityFile, tls.Server.Certificates.OtherAuthorityFile);
        await using var services = Compose(options => options.RootCertificateFile = isHosts ? right : other);

        var report = await services.GetRequiredService<IStorageProvisioners>().Get("minio")
            .CheckAsync(SecurePlan with { Connections = Trusting(isHosts ? other : right) }, Cancellation);

        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public async Task With_other_authorities_of_the_namespace() =>
        await RefusedAsync(SecurePlan with { Connections = Trusting(tls.Server.Certificates!.OtherAuthorityFile) }, null, "could not be verified");

    [Fact]
    public async Task Through_the_proxy_of_the_namespace()
    {
        await using var proxy = new ForwardProxy();
        var port = new Uri(tls.Server.Endpoint).Port;
        var plan = SecurePlan with
        {
            Endpoint = $"https://{HttpsServer.Name}:{port}",
            Connections = new OutboundConnections(Trusting(tls.Server.Certificates!.AuthorityFile).CertificateAuthorities, new OutboundProxy(null, proxy.Address, [])),
        };

        var report = await Provisioner.CheckAsync(plan, Cancellation);

        Assert.True(report.Passed, report.ToString());
        Assert.All(proxy.Requests, request => Assert.Equal($"CONNECT {HttpsServer.Name}:{port}", request));
        Assert.NotEmpty(proxy.Requests);
    }

    [Fact]
    public async Task With_another_authority() => await RefusedAsync(SecurePlan, tls.Server.Certificates!.OtherAuthorityFile, "could not be verified");

    [Fact]
    public async Task With_the_authorities_of_the_system() => await RefusedAsync(SecurePlan, null, "could not be verified");

    [Fact]
    public async Task Under_a_name_that_the_certificate_is_not_for() => await RefusedAsync(
        SecurePlan with { Endpoint = SecurePlan.Endpoint.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) },
        tls.Server.Certificates!.AuthorityFile, "could not be verified");

    [Fact]
    public async Task A_server_without_TLS() => await RefusedAsync(
        Plan with { Endpoint = Plan.Endpoint.Replace("http://", "https://", StringComparison.Ordinal) }, null, "does not speak TLS");

    [Fact]
    public async Task A_file_without_certificates()
    {
        var file = Path.GetTempFileName();
        await RefusedAsync(SecurePlan, file, "holds no readable certificate");
        File.Delete(file);
    }

    private static OutboundConnections Trusting(string authorityFile) => new(OutboundConnections.ReadAuthorities(File.ReadAllText(authorityFile)), null);

    private async Task RefusedAsync(MinioPlan plan, string? authorityFile, string problem)
    {
        await using var services = Compose(options => options.RootCertificateFile = authorityFile);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("minio");
        var finding = Assert.Single((await provisioner.CheckAsync(plan, Cancellation)).Failures);
        Assert.Contains(problem, finding.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Configuration, finding.Failure.Kind);
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => provisioner.ProvisionAsync(plan, NewTenant(), Cancellation));
        Assert.Equal(finding.Failure.Message, failure.Message);
    }

    public sealed class TlsFixture : IAsyncLifetime
    {
        public MinioServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await MinioServer.StartAsync(new MinioServerOptions { Tls = true });

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
