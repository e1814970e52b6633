using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>Strict: encrypted and verified, or not at all. Otherwise: encrypted if it can be, never verified.</summary>
public sealed class TlsTests(SqlServerFixture fixture) : SqlServerTest(fixture), IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sqlserver-tls").FullName;
    private X509Certificate2 _certificate = null!;
    private SqlServerStandIn _secure = null!;

    private SqlServerPlan SecurePlan => PlanOf(SqlServerFixture.Of(_secure, isAzure: false)) with { StrictTls = true };

    public ValueTask InitializeAsync()
    {
        _certificate = Certificate();
        _secure = SqlServerStandIn.Start(certificate: _certificate);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Strict_with_the_right_certificate_is_encrypted()
    {
        await using var services = Compose(options => options.ServerCertificateFile = Written("right.pem", _certificate));
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        Assert.Contains((await provisioner.CheckAsync(SecurePlan, Cancellation)).Findings, finding => finding is { Subject: "TLS", Passed: true });

        var settings = await provisioner.ProvisionAsync(SecurePlan, NewTenant(), Cancellation);
        Assert.EndsWith(";encrypt=true;trustServerCertificate=false", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.Equal(0, _secure.PlainSessions);
    }

    [Fact]
    public async Task Strict_with_another_certificate_is_refused()
    {
        using var other = Certificate();
        await RefusedAsync(SecurePlan, Written("other.pem", other), "could not be verified");
    }

    [Fact]
    public async Task Strict_with_a_certificate_that_no_authority_signed_is_refused() =>
        await RefusedAsync(SecurePlan, null, "could not be verified");

    [Fact]
    public async Task Authorities_of_the_namespace_do_not_count_and_the_check_says_so()
    {
        var plan = SecurePlan with { Connections = new OutboundConnections([_certificate], proxy: null) };

        var failure = Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures);

        Assert.Equal(("TLS", FailureKind.Configuration), (failure.Subject, failure.Failure!.Kind));
        Assert.StartsWith("The driver of SQL Server takes no authorities of a namespace: add the one that signed it", failure.Failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("of a namespace", Assert.Single((await Provisioner.CheckAsync(SecurePlan, Cancellation)).Failures).Failure!.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_with_a_server_that_offers_no_tls_is_refused()
    {
        await using var plain = SqlServerStandIn.Start();
        await RefusedAsync(PlanOf(SqlServerFixture.Of(plain, isAzure: false)) with { StrictTls = true }, null, "does not offer TLS");
        Assert.Equal(0, plain.PlainSessions);
    }

    [Fact]
    public async Task Not_strict_is_encrypted_without_verification()
    {
        var settings = await Provisioner.ProvisionAsync(SecurePlan with { StrictTls = false }, NewTenant(), Cancellation);
        Assert.EndsWith(";encrypt=true;trustServerCertificate=true", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.Equal(0, _secure.PlainSessions);
    }

    [Fact]
    public async Task Not_strict_is_plain_where_the_server_offers_no_tls_and_the_runtime_is_told()
    {
        await using var plain = SqlServerStandIn.Start();
        var settings = await Provisioner.ProvisionAsync(PlanOf(SqlServerFixture.Of(plain, isAzure: false)), NewTenant(), Cancellation);
        Assert.EndsWith(";encrypt=false", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.NotEqual(0, plain.PlainSessions);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await _secure.DisposeAsync();
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=sql.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private string Written(string name, X509Certificate2 certificate)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    private async Task RefusedAsync(SqlServerPlan plan, string? certificateFile, string words)
    {
        await using var services = Compose(options => options.ServerCertificateFile = certificateFile);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => provisioner.ProvisionAsync(plan, NewTenant(), Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains(words, failure.Problem, StringComparison.Ordinal);

        var report = await provisioner.CheckAsync(plan, Cancellation);
        Assert.Equal(["reachable", "TLS"], report.Findings.Select(finding => finding.Subject));
        Assert.Equal("TLS", Assert.Single(report.Failures).Subject);
    }
}
