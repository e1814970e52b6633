using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Provisioning.Connections;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Connections;

/// <summary>Whether the server's certificate is looked at, and whose signature on it is believed.</summary>
internal static class ServerTrust
{
    // What the driver itself reads where it is not told a file.
    private const string FileVariable = "PGSSLROOTCERT";

    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings, PostgresPlan plan, PostgresOptions options)
    {
        var isOurs = plan.StrictTls && plan.Connections.CertificateAuthorities.Count > 0;
        settings.SslMode = !plan.StrictTls ? SslMode.Prefer
            // The driver verifies nothing then, and leaves it to us.
            : isOurs ? SslMode.Require
            : SslMode.VerifyFull;
        settings.RootCertificate = plan.StrictTls && !isOurs ? options.RootCertificateFile : null;
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (isOurs)
        {
            var trust = new OutboundConnections([.. plan.Connections.CertificateAuthorities, .. OfFile(options)], proxy: null);
            source.UseSslClientAuthenticationOptionsCallback(tls => tls.RemoteCertificateValidationCallback = trust.Trusts);
        }

        return source.Build();
    }

    private static X509Certificate2Collection OfFile(PostgresOptions options)
    {
        var authorities = new X509Certificate2Collection();
        if ((options.RootCertificateFile ?? Environment.GetEnvironmentVariable(FileVariable)) is { Length: > 0 } file)
        {
            authorities.ImportFromPemFile(file);
        }

        return authorities;
    }
}
