using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioners.SqlServer.Azure;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.SqlServer;

/// <summary>
/// A SQL Server or an Azure SQL logical server on which environments get their databases, with the account that makes
/// them. Fields and defaults are those of the original's SQL Server plan with static authentication (reference, storage
/// plans 3.2).
/// </summary>
public sealed record SqlServerPlan : IValidatableObject
{
    internal const int LongestName = 128;

    /// <summary>Fully qualified name of the server, such as <c>sql.example.com</c>, or its IP address; without scheme, port and instance.</summary>
    [Required, ServerHost]
    [Description("Fully qualified domain name of the server")]
    public string Host { get; init; } = "";

    /// <summary>TCP port, 1 to 65535; 1433 by default.</summary>
    [Range(1, 65535)]
    [Description("TCP port of the server")]
    public int Port { get; init; } = 1433;

    /// <summary>
    /// The SQL login that makes databases and logins: in <c>sysadmin</c>, or in <c>dbcreator</c> and <c>securityadmin</c>. On Azure
    /// SQL the server's administrator, or a login with a user in master that is in <c>dbmanager</c> and <c>loginmanager</c>.
    /// </summary>
    [Required, StringLength(LongestName)]
    [Description("SQL login that makes databases and logins: sysadmin, or dbcreator and securityadmin; on Azure SQL dbmanager and loginmanager")]
    public string UserName { get; init; } = "";

    /// <summary>The account's password, at most 128 characters.</summary>
    [Required]
    [Description("Password of that login")]
    public SecretValue? Password { get; init; }

    /// <summary>
    /// Whether TLS is required and the server's certificate verified. Off by default: TLS is tried without verification,
    /// then plain text. It applies to this product's connections and to the environment's alike. It is not the TDS 8 mode
    /// that SQL Server calls strict.
    /// </summary>
    [Description("Whether TLS is required and the server's certificate verified; otherwise TLS is tried unverified, then plain text")]
    public bool StrictTls { get; init; }

    /// <summary>
    /// Whether the server is Azure SQL Database, off by default. It must say what the server says of itself; the fields
    /// below are for Azure SQL only.
    /// </summary>
    [Description("Whether the server is Azure SQL Database")]
    public bool IsAzureSql { get; init; }

    /// <summary>Name of an existing elastic pool that gets the databases; none by default. Excludes edition and service objective.</summary>
    [StringLength(LongestName)]
    [Description("Azure SQL: existing elastic pool for the databases; excludes edition and service objective")]
    public string? ElasticPool { get; init; }

    /// <summary>Edition of each database, such as <c>Basic</c>; the server's default (GeneralPurpose, which is costly) when left out.</summary>
    [RegularExpression(AzureOptionRules.Word)]
    [Description("Azure SQL: edition of each database, such as Basic; the server's default is costly")]
    public string? Edition { get; init; }

    /// <summary>Service objective of each database, such as <c>S0</c> or <c>GP_Gen5_2</c>; the default of the edition when left out.</summary>
    [RegularExpression(AzureOptionRules.Word)]
    [Description("Azure SQL: service objective of each database, such as Basic, S0 or GP_Gen5_2")]
    public string? ServiceObjective { get; init; }

    /// <summary>
    /// Largest size of each database, such as <c>500 MB</c> or <c>1 GB</c>, one of Azure's steps: 100, 250, 500 MB, 1 to 1024 GB
    /// in the steps of the documentation, then every 256 GB up to 4096 GB. The default of the edition when left out.
    /// </summary>
    [Description("Azure SQL: largest size of each database, such as 500 MB or 1 GB")]
    public string? MaximumSize { get; init; }

    /// <summary>
    /// How connections are made where the plan stands. The driver takes neither authorities nor a proxy: this is for saying so when the
    /// server's certificate is not trusted. The host's to say, so no field.
    /// </summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    /// <summary><c>host:port</c>, as the Mendix runtime wants it.</summary>
    internal string Address => $"{(BareHost.Contains(':', StringComparison.Ordinal) ? $"[{BareHost}]" : BareHost)}:{Port}";

    /// <summary>The host without the brackets of an IPv6 address.</summary>
    internal string BareHost => Host.Trim('[', ']');

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Password is { } password && password.Reveal().Length > LongestName)
        {
            yield return new ValidationResult($"is longer than the {LongestName} characters that SQL Server takes.", [nameof(Password)]);
        }

        foreach (var result in AzureOptionRules.Check(this))
        {
            yield return result;
        }
    }
}
