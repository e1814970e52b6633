using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>Which of Microsoft's servers it is, as it says itself (SERVERPROPERTY, EngineEdition). The plan must say the same.</summary>
internal static class ServerKind
{
    /// <summary>What to select to learn it.</summary>
    public const string Column = "CAST(SERVERPROPERTY(N'EngineEdition') AS int)";

    private const int AzureSqlDatabase = 5;
    private const int AzureSynapse = 6;
    private const int AzureSynapseServerless = 11;
    private const int Fabric = 12;

    /// <exception cref="ProvisioningException">Tenants cannot be made on this server, or not under this plan.</exception>
    public static void Require(int engineEdition, SqlServerPlan plan)
    {
        if (Failure(engineEdition, plan) is { } failure)
        {
            throw failure.ToException(null);
        }
    }

    /// <summary>What is wrong with the server; null when it is as the plan says.</summary>
    public static SqlServerFailure? Failure(int engineEdition, SqlServerPlan plan) => engineEdition switch
    {
        AzureSynapse or AzureSynapseServerless or Fabric => Wrong(
            $"The server {plan.Address} is an analytics service (EngineEdition {engineEdition}), which has no place for an app's database.",
            "Name a SQL Server or an Azure SQL Database server in the plan's field 'host'."),
        AzureSqlDatabase when !plan.IsAzureSql => Wrong(
            $"The server {plan.Address} is Azure SQL Database, and the plan's field 'isAzureSql' is false.",
            "Set 'isAzureSql' to true, and choose 'edition', 'serviceObjective' and 'maximumSize', because the defaults are costly."),
        not AzureSqlDatabase when plan.IsAzureSql => Wrong(
            $"The server {plan.Address} is not Azure SQL Database (EngineEdition {engineEdition}), and the plan's field 'isAzureSql' is true.",
            "Set 'isAzureSql' to false, or name an Azure SQL Database server in the plan's field 'host'."),
        _ => null,
    };

    private static SqlServerFailure Wrong(string problem, string remedy) => new(CheckSubjects.Kind, FailureKind.Configuration, problem, remedy);
}
