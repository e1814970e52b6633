using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer;

/// <summary>How the SQL Server provisioner uses the servers. What a server is comes from the plan.</summary>
public sealed class SqlServerOptions : IProvisionerOptions
{
    /// <summary>
    /// Most databases created on one server at a time, 1 to 16; 1 by default, because CREATE DATABASE locks the database
    /// <c>model</c>. Azure SQL can take more.
    /// </summary>
    public int MaxConcurrentCreations { get; set; } = 1;

    /// <summary>
    /// Most connections to one server and account, 4 to 100; 6 by default. Half of them are a pool for the database
    /// <c>master</c>; the other half go into the databases of environments and are closed after use, because a pooled
    /// connection there would keep a database from being dropped.
    /// </summary>
    public int MaxPoolSize { get; set; } = 6;

    /// <summary>Longest wait for a connection to be established, 1 second to 5 minutes; 30 seconds by default, as the vendor advises for Azure.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for one statement, 1 second to 1 hour; 5 minutes by default, because Azure SQL takes minutes to create a database.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// PEM or DER file with the very certificate of the server, trusted under strict TLS instead of the authorities of the
    /// operating system; for a server whose certificate no authority signed. Null by default. The driver takes no file of
    /// authorities: add those to the operating system.
    /// </summary>
    public string? ServerCertificateFile { get; set; }

    /// <summary>How many of <see cref="MaxPoolSize"/> go into databases of environments.</summary>
    internal int TenantConnections => MaxPoolSize / 2;

    /// <summary>How many of <see cref="MaxPoolSize"/> go to master.</summary>
    internal int MasterConnections => MaxPoolSize - TenantConnections;

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        var problems = new List<string>();
        Check(MaxConcurrentCreations is >= 1 and <= 16, nameof(MaxConcurrentCreations), MaxConcurrentCreations, "1 to 16");
        Check(MaxPoolSize is >= 4 and <= 100, nameof(MaxPoolSize), MaxPoolSize, "4 to 100");
        Check(MasterConnections > MaxConcurrentCreations, nameof(MaxPoolSize), MaxPoolSize, $"more than twice {nameof(MaxConcurrentCreations)}");
        Check(ConnectTimeout >= TimeSpan.FromSeconds(1) && ConnectTimeout <= TimeSpan.FromMinutes(5), nameof(ConnectTimeout), ConnectTimeout, "1 second to 5 minutes");
        Check(CommandTimeout >= TimeSpan.FromSeconds(1) && CommandTimeout <= TimeSpan.FromHours(1), nameof(CommandTimeout), CommandTimeout, "1 second to 1 hour");
        Check(ServerCertificateFile is null || File.Exists(ServerCertificateFile), nameof(ServerCertificateFile), ServerCertificateFile, "an existing file");
        return problems;

        void Check(bool isRight, string name, object? value, string expected)
        {
            if (!isRight)
            {
                problems.Add($"{nameof(SqlServerOptions)}.{name} is {value}; it must be {expected}.");
            }
        }
    }
}
