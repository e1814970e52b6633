using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>Strict: encrypted and verified, or not at all. Otherwise: encrypted if it can be, never verified.</summary>
public sealed class TlsTests(PostgresFixture plain, TlsTests.TlsFixture tls) : PostgresTest(plain), IClassFixture<TlsTests.TlsFixture>
{
    private const string Encrypted = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'mendix-private-cloud'";

    private PostgresServer Secure => tls.Server!;

    private PostgresPlan SecurePlan => new()
    {
        Host = Secure.Host,
        Port = Secure.Port,
        UserName = Secure.UserName,
        Password = new SecretValue(Secure.Password),
        StrictTls = true,
    };

    [Fact]
    public async Task Strict_with_the_right_authority_is_encrypted()
    {
        await using var services = Compose(options => options.RootCertificateFile = Secure.Certificates!.AuthorityFile);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        Assert.Contains((await provisioner.CheckAsync(SecurePlan, Cancellation)).Findings, finding => finding is { Subject: "TLS", Passed: true });

        var settings = await provisioner.ProvisionAsync(SecurePlan, NewTenant(), Cancellation);
        Assert.EndsWith("?sslmode=verify-full", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.NotEqual(0, await Secure.ScalarAsync<long>(Encrypted));
    }

    [Fact]
    public async Task Strict_with_another_authority_is_refused() =>
        await RefusedAsync(SecurePlan, Secure.Certificates!.OtherAuthorityFile, "could not be verified");

    [Fact]
    public async Task Strict_under_a_name_that_the_certificate_is_not_for_is_refused() =>
        await RefusedAsync(SecurePlan with { Host = "::1" }, Secure.Certificates!.AuthorityFile, "could not be verified");

    [Fact]
    public async Task Strict_with_a_server_that_offers_no_tls_is_refused() =>
        await RefusedAsync(Plan with { StrictTls = true }, Secure.Certificates!.AuthorityFile, "does not offer TLS");

    [Fact]
    public async Task Not_strict_is_encrypted_without_verification()
    {
        await using var services = Compose(_ => { });
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var settings = await provisioner.ProvisionAsync(SecurePlan with { StrictTls = false }, NewTenant(), Cancellation);
        Assert.EndsWith("?sslmode=prefer", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.NotEqual(0, await Secure.ScalarAsync<long>(Encrypted));
    }

    private async Task RefusedAsync(PostgresPlan plan, string authorityFile, string words)
    {
        await using var services = Compose(options => options.RootCertificateFile = authorityFile);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => provisioner.ProvisionAsync(plan, NewTenant(), Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains(words, failure.Problem, StringComparison.Ordinal);

        var report = await provisioner.CheckAsync(plan, Cancellation);
        Assert.Equal(["reachable", "TLS"], report.Findings.Select(finding => finding.Subject));
        Assert.Equal("TLS", Assert.Single(report.Failures).Subject);
    }

    public sealed class TlsFixture : IAsyncLifetime
    {
        public PostgresServer? Server { get; private set; }

        public async ValueTask InitializeAsync() => Server = PostgresBinaries.SkipReason is null ? await PostgresServer.StartAsync(tls: true) : null;

        public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
