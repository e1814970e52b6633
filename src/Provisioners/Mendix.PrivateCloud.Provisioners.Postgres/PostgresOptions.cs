using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres;

/// <summary>How the PostgreSQL provisioner uses the servers. What a server is comes from the plan.</summary>
public sealed class PostgresOptions : IProvisionerOptions
{
    /// <summary>
    /// Most databases created on one server at a time, 1 to 16; 2 by default. CREATE DATABASE copies files, so more at
    /// once only makes each slower.
    /// </summary>
    public int MaxConcurrentCreations { get; set; } = 2;

    /// <summary>
    /// Most connections to one server and account, 2 to 100; 6 by default. More than
    /// <see cref="MaxConcurrentCreations"/>, so that short statements need not wait for creations.
    /// </summary>
    public int MaxPoolSize { get; set; } = 6;

    /// <summary>Longest wait for a connection to be established, 1 second to 5 minutes; 15 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Longest wait for one statement, 1 second to 1 hour; 2 minutes by default, because creating or dropping a
    /// database can wait for a checkpoint of a busy server.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// PEM file with the certificate authorities trusted under strict TLS. When null, as by default, the file named by
    /// the environment variable <c>PGSSLROOTCERT</c>, else those of the operating system.
    /// </summary>
    public string? RootCertificateFile { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        var problems = new List<string>();
        Check(MaxConcurrentCreations is >= 1 and <= 16, nameof(MaxConcurrentCreations), MaxConcurrentCreations, "1 to 16");
        Check(MaxPoolSize is >= 2 and <= 100, nameof(MaxPoolSize), MaxPoolSize, "2 to 100");
        Check(MaxPoolSize > MaxConcurrentCreations, nameof(MaxPoolSize), MaxPoolSize, $"more than {nameof(MaxConcurrentCreations)}");
        Check(ConnectTimeout >= TimeSpan.FromSeconds(1) && ConnectTimeout <= TimeSpan.FromMinutes(5), nameof(ConnectTimeout), ConnectTimeout, "1 second to 5 minutes");
        Check(CommandTimeout >= TimeSpan.FromSeconds(1) && CommandTimeout <= TimeSpan.FromHours(1), nameof(CommandTimeout), CommandTimeout, "1 second to 1 hour");
        Check(RootCertificateFile is null || File.Exists(RootCertificateFile), nameof(RootCertificateFile), RootCertificateFile, "an existing file");
        return problems;

        void Check(bool isRight, string name, object? value, string expected)
        {
            if (!isRight)
            {
                problems.Add($"{nameof(PostgresOptions)}.{name} is {value}; it must be {expected}.");
            }
        }
    }
}
