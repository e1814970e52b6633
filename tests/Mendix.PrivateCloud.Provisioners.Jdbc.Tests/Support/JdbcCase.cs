using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support;

/// <summary>A provisioner as a host gets it, and plans as somebody writes them.</summary>
internal static class JdbcCase
{
    public static IStorageProvisioner Provisioner(Action<JdbcOptions>? configure = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddPrivateCloud().AddJdbc(configure ?? (_ => { }));
        return services.BuildServiceProvider().GetRequiredService<IStorageProvisioners>().Get("jdbc");
    }

    /// <summary>A plan of these fields, with a user and a password.</summary>
    public static PlanValues Values(string databaseType, string? host = null, string? databaseName = null, string? jdbcUrl = null, string? userName = "crm") => new(
        new JsonObject
        {
            ["databaseType"] = databaseType,
            ["host"] = host,
            ["databaseName"] = databaseName,
            ["jdbcUrl"] = jdbcUrl,
            ["userName"] = userName,
        },
        new Dictionary<string, SecretValue> { ["password"] = new("canary-password") });

    /// <summary>The faults of a plan, one line each; empty when it is right.</summary>
    public static string Faults(PlanValues values)
    {
        try
        {
            Provisioner().BindPlan(values);
            return "";
        }
        catch (PlanException refusal)
        {
            return string.Join('\n', refusal.Errors);
        }
    }
}
