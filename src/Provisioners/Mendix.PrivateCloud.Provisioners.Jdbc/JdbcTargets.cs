using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>Where a valid plan leads: what its URL says if it has one, else its host and database name.</summary>
internal static class JdbcTargets
{
    public static JdbcTarget Of(JdbcPlan plan)
    {
        var form = UrlForm.Of(plan.DatabaseType)!;
        return plan.JdbcUrl.Length > 0 ? form.Read(plan.JdbcUrl)
            : HostPort.Read(plan.Host, form.DefaultPort) is { } host ? new JdbcTarget { Hosts = [host], Database = plan.DatabaseName }
            : new JdbcTarget
            {
                NoHosts = "The database is inside the runtime, not on a server.",
                Database = plan.DatabaseName,
                IsInsideRuntime = true,
            };
    }
}
