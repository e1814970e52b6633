using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>What the Mendix runtime is told: what the plan says, as it says it (reference, storage plans 3.3 and 7.1).</summary>
internal static class JdbcSettings
{
    public static RuntimeSettings Of(JdbcPlan plan)
    {
        var target = JdbcTargets.Of(plan);
        var settings = new RuntimeSettings { { "DatabaseType", plan.DatabaseType } };

        // The runtime does not need host and name beside a URL, but a Secret in the documented form must hold them.
        Add("DatabaseHost", plan.Host.Length > 0 ? plan.Host : target.Hosts is [var first, ..] ? first.ToString() : null);
        Add("DatabaseName", plan.DatabaseName.Length > 0 ? plan.DatabaseName : target.Database);
        Add("DatabaseJdbcUrl", plan.JdbcUrl);
        Add("DatabaseUserName", plan.UserName);
        if (plan.Password is { } password)
        {
            settings.Add("DatabasePassword", password);
        }

        return settings;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                settings.Add(name, value);
            }
        }
    }
}
