using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>How plans of the JDBC provisioner are checked.</summary>
public sealed class JdbcOptions : IProvisionerOptions
{
    /// <summary>
    /// Whether a check opens a TCP connection to the server; true by default. Turn it off where only the apps can reach
    /// the servers, and this process cannot: the report then says that it was not checked.
    /// </summary>
    public bool CheckReachable { get; set; } = true;

    /// <summary>Longest wait for that connection, per host of the plan, 1 second to 5 minutes; 5 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(5))
        {
            yield return $"{nameof(JdbcOptions)}.{nameof(ConnectTimeout)} is {ConnectTimeout}; it must be 1 second to 5 minutes.";
        }
    }
}
