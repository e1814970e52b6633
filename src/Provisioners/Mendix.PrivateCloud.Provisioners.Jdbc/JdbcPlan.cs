using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>
/// A database that exists already and serves one environment at a time. The runtime is told these values as they are
/// (reference, storage plans 3.3).
/// </summary>
public sealed record JdbcPlan : IValidatableObject
{
    /// <summary>
    /// What the Mendix runtime calls the server: <c>PostgreSQL</c>, <c>SQLSERVER</c>, <c>ORACLE</c>, <c>MYSQL</c> (also for
    /// MariaDB), <c>SAPHANA</c>, <c>DB2</c> or <c>HSQLDB</c>; upper and lower case are alike.
    /// </summary>
    [Required, DatabaseType]
    [Description("Database type as the Mendix runtime calls it, such as PostgreSQL, SQLSERVER or ORACLE")]
    public string DatabaseType { get; init; } = "";

    /// <summary>
    /// Name or address of the server and, unless it is the usual one, its port: <c>db.example.com:5432</c>, <c>[::1]:5432</c>.
    /// May be left out when <see cref="JdbcUrl"/> names it.
    /// </summary>
    [Description("Server as host:port; may be left out when jdbcUrl names it")]
    public string Host { get; init; } = "";

    /// <summary>Name of the database. May be left out when <see cref="JdbcUrl"/> names it.</summary>
    [Description("Name of the database; may be left out when jdbcUrl names it")]
    public string DatabaseName { get; init; } = "";

    /// <summary>
    /// The URL for the runtime's JDBC driver, for what the other fields cannot say, such as TLS. The runtime then ignores
    /// <see cref="Host"/> and <see cref="DatabaseName"/>, so those that are given must say the same. No credentials: everybody
    /// can read it.
    /// </summary>
    [Description("URL for the JDBC driver, without credentials; it overrides host and databaseName")]
    public string JdbcUrl { get; init; } = "";

    /// <summary>The account. May be left out where <see cref="JdbcUrl"/> says another way to log in, and for HSQLDB.</summary>
    [Description("Account that the app logs in with")]
    public string UserName { get; init; } = "";

    /// <summary>The account's password. May be left out where <see cref="JdbcUrl"/> says another way to log in, and for HSQLDB.</summary>
    [Description("Password of that account")]
    public SecretValue? Password { get; init; }

    /// <summary>What is wrong between the fields.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PlanFaults.Of(this);
}
