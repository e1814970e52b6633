using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
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
        await RefusedAsync(SecurePlan with { Host = "localhost" }, Secure.Certificates!.AuthorityFile, "could not be verified");

    [Fact]
    public async Task Strict_with_a_server_that_offers_no_tls_is_refused() =>
        await RefusedAsync(Plan with { StrictTls = true }, Secure.Certificates!.AuthorityFile, "does not offer TLS");

    [Fact]
    public async Task Strict_with_the_authorities_of_the_namespace_is_encrypted()
    {
        await using var services = Compose(_ => { });
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        Assert.False((await provisioner.CheckAsync(SecurePlan, Cancellation)).Passed);

        var plan = SecurePlan with { Connections = Trusting(Secure.Certificates!.AuthorityFile) };
        Assert.True((await provisioner.CheckAsync(plan, Cancellation)).Passed);
        await provisioner.ProvisionAsync(plan, NewTenant(), Cancellation);
        Assert.NotEqual(0, await Secure.ScalarAsync<long>(Encrypted));
    }

    [Theory]
    [InlineData("other authority")]
    [InlineData("other name")]
    [InlineData("no TLS")]
    public async Task Strict_with_the_authorities_of_the_namespace_is_as_strict_as_without(string what)
    {
        var right = SecurePlan with { Connections = Trusting(Secure.Certificates!.AuthorityFile) };
        await RefusedAsync(
            what switch
            {
                "other authority" => right with { Connections = Trusting(Secure.Certificates.OtherAuthorityFile) },
                "other name" => right with { Host = "localhost" },
                _ => Plan with { StrictTls = true, Connections = right.Connections },
            },
            authorityFile: null,
            what == "no TLS" ? "does not offer TLS" : "could not be verified");
    }

    [Fact]
    public async Task Strict_with_the_authorities_of_the_namespace_goes_on_trusting_those_of_the_host()
    {
        await using var services = Compose(options => options.RootCertificateFile = Secure.Certificates!.AuthorityFile);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");

        var report = await provisioner.CheckAsync(SecurePlan with { Connections = Trusting(Secure.Certificates!.OtherAuthorityFile) }, Cancellation);

        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public async Task Not_strict_is_encrypted_without_verification()
    {
        await using var services = Compose(_ => { });
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var settings = await provisioner.ProvisionAsync(SecurePlan with { StrictTls = false }, NewTenant(), Cancellation);
        Assert.EndsWith("?sslmode=prefer", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.NotEqual(0, await Secure.ScalarAsync<long>(Encrypted));
    }

    private static OutboundConnections Trusting(string authorityFile) => new(OutboundConnections.ReadAuthorities(File.ReadAllText(authorityFile)), null);

    private async Task RefusedAsync(PostgresPlan plan, string? authorityFile, string words)
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
