using Mendix.PrivateCloud.Provisioning;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>Which server it is, as it says itself (SERVERPROPERTY). The plan must say the same.</summary>
/// <param name="EngineEdition">Which of Microsoft's servers, or which of them it takes itself for.</param>
/// <param name="IsBabelfish">Whether it is PostgreSQL that speaks like a SQL Server.</param>
internal sealed record ServerKind(int EngineEdition, bool IsBabelfish)
{
    /// <summary>What to select to learn it; <see cref="Read"/> takes the first two columns. Microsoft's servers know no such property: null.</summary>
    public const string Columns = "CAST(SERVERPROPERTY(N'EngineEdition') AS int), CAST(SERVERPROPERTY(N'Babelfish') AS int)";

    private const int AzureSqlDatabase = 5;
    private const int AzureSynapse = 6;
    private const int AzureSynapseServerless = 11;
    private const int Fabric = 12;

    public static ServerKind Read(SqlDataReader row) => new(row.GetInt32(0), !row.IsDBNull(1) && row.GetInt32(1) == 1);

    /// <exception cref="ProvisioningException">Tenants cannot be made on this server, or not under this plan.</exception>
    public void Require(SqlServerPlan plan)
    {
        if (Failure(plan) is { } failure)
        {
            throw failure.ToException(null);
        }
    }

    /// <summary>What is wrong with the server; null when it is as the plan says.</summary>
    public SqlServerFailure? Failure(SqlServerPlan plan) => EngineEdition switch
    {
        // It makes a database and then cannot throw anybody out of it, and forgets whose a login is.
        _ when IsBabelfish => Wrong(
            $"The server {plan.Address} is Babelfish for PostgreSQL, which has neither logins with a SID of choice nor ALTER DATABASE … SET.",
            "Name a SQL Server or an Azure SQL Database server in the plan's field 'host', or use the PostgreSQL server as one, with a plan of that storage type."),
        AzureSynapse or AzureSynapseServerless or Fabric => Wrong(
            $"The server {plan.Address} is an analytics service (EngineEdition {EngineEdition}), which has no place for an app's database.",
            "Name a SQL Server or an Azure SQL Database server in the plan's field 'host'."),
        AzureSqlDatabase when !plan.IsAzureSql => Wrong(
            $"The server {plan.Address} is Azure SQL Database, and the plan's field 'isAzureSql' is false.",
            "Set 'isAzureSql' to true, and choose 'edition', 'serviceObjective' and 'maximumSize', because the defaults are costly."),
        not AzureSqlDatabase when plan.IsAzureSql => Wrong(
            $"The server {plan.Address} is not Azure SQL Database (EngineEdition {EngineEdition}), and the plan's field 'isAzureSql' is true.",
            "Set 'isAzureSql' to false, or name an Azure SQL Database server in the plan's field 'host'."),
        _ => null,
    };

    private static SqlServerFailure Wrong(string problem, string remedy) => new(CheckSubjects.Kind, FailureKind.Configuration, problem, remedy);
}
