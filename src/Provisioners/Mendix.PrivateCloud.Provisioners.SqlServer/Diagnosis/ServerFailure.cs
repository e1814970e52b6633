using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>What an error reported by the server means, by its number (reference, SQL Server 4.2 and 4.3).</summary>
internal static class ServerFailure
{
    public static SqlServerFailure Of(SqlException exception, SqlServerPlan plan)
    {
        var cause = Cause(exception);
        var says = $"{cause.Message.TrimEnd('.')} ({cause.Number})";
        return cause.Number switch
        {
            SqlErrors.LoginFailed => Configuration(CheckSubjects.Credentials,
                $"The server {plan.Address} refused the login '{plan.UserName}' or its password.",
                "Put the right name into the plan's field 'userName' and the right password into the plan's Secret. The server's log says which was wrong."),
            18452 or 18470 or 18486 or 18487 or 18488 => Configuration(CheckSubjects.Credentials,
                $"The server {plan.Address} refused the login '{plan.UserName}': {says}.",
                "The plan needs a SQL login that is enabled, not locked and not expired."),
            40531 or 40532 => Configuration(CheckSubjects.Credentials,
                $"Azure SQL does not know the server by the name in the plan: {says}.",
                "Put the server's own name, such as example.database.windows.net, into the plan's field 'host'."),
            40615 or 40914 or 47073 => Configuration(CheckSubjects.Reachable,
                $"The firewall of {plan.Address} does not let this process in: {says}.",
                "Add the address of the cluster to the server's firewall or network rules; a new rule takes up to five minutes."),
            SqlErrors.CannotOpenDatabase => Transient(
                $"The database could not be opened: {says}.",
                "It can be tried again. If this stays, the database is not online, or the plan's login may not enter it."),
            911 or 916 or 5002 or 15010 => Transient(
                $"The database could not be entered: {says}.",
                "It can be tried again; what is there is looked at first."),
            262 or 229 or 230 or 297 or 300 or 15247 or 5011 or 6102 => Configuration(CheckSubjects.Rights,
                $"The login '{plan.UserName}' lacks a right on {plan.Address}: {says}.",
                RightsRemedy(plan)),
            // Both numbers also mean that it is not there; a repeat looks, and then does not come here.
            3701 or 15151 => Configuration(CheckSubjects.Rights,
                $"Something is not there, or the login '{plan.UserName}' lacks a right on {plan.Address}: {says}.",
                RightsRemedy(plan)),
            1801 or 15025 or 15023 or 15433 or 15063 or 15278 => Conflict(
                $"Something with this name or SID exists already: {says}.",
                "It was left as it is. Remove or rename it on the server if nobody needs it; if it came into being at the same moment, provision again."),
            15174 or 15141 or 15170 or 15173 or 15138 or 15421 or 15284 or 15136 => Conflict(
                $"The server keeps a login or user because something depends on it: {says}.",
                "Somebody gave it objects or rights of its own. Give them to dbo (ALTER AUTHORIZATION) or take them back, and try again."),
            3709 or 3724 or 3743 or 3752 or 1468 => Conflict(
                $"The server keeps the database because it is part of something else: {says}.",
                "Take it out of its snapshot, replication, mirroring or availability group, and try again."),
            15233 or 15217 => Transient(
                $"Somebody changed the mark at the same moment: {says}.",
                "It can be tried again; what is there is looked at first."),
            3702 or 924 or 5064 or 5061 or 5030 or 5070 => Transient(
                $"Somebody is still using the database: {says}.",
                "It can be tried again. End the sessions in it if this stays."),
            SqlErrors.LoginHasSessions => Transient(
                $"Somebody is still logged in with what has to go: {says}.",
                $"It can be tried again. End the sessions if this stays, or let an administrator run, in master: GRANT VIEW SERVER STATE, ALTER ANY CONNECTION TO {SqlText.Identifier(plan.UserName)}."),
            448 or 1806 or 40665 or 40666 or 1802 or 1803 or 5123 or 1827 or 1835 or 942 or 926 => Configuration(CheckSubjects.Rights,
                $"The server {plan.Address} cannot do this as it is set up: {says}.",
                "Check the disks, limits and settings of the server."),
            (>= 15114 and <= 15120) or 15122 or 15156 or (>= 40630 and <= 40632) => Configuration(CheckSubjects.Rights,
                $"The password policy of {plan.Address} refuses random passwords of 32 characters: {says}.",
                "Relax the policy."),
            40619 or 40629 or 40633 or 40804 or 40808 or 40866 or 40857 or (>= 40859 and <= 40862) => Configuration(CheckSubjects.AzureOptions,
                $"Azure SQL refuses the plan's options: {says}.",
                "Change 'elasticPool', 'edition', 'serviceObjective' or 'maximumSize' in the plan."),
            40881 or 40544 or 1132 or 40604 or 40803 or 40820 or 40847 or 40904 => Configuration(CheckSubjects.AzureOptions,
                $"A quota of Azure SQL is used up: {says}.",
                "Raise the quota of the server or the pool, or use another one."),
            40508 or 40515 or 40510 or 40517 or 40530 or 40599 or 40636 or 102 or 103 or 156 or 226 => Configuration(CheckSubjects.Kind,
                $"The server {plan.Address} does not understand this: {says}.",
                "Check that the plan's field 'isAzureSql' says what the server is, and that its version is still supported by its maker."),
            3906 or 976 or 978 or 979 or 982 or 983 => Transient(
                $"The server {plan.Address} is a read-only copy: {says}.",
                "It can be tried again. If this stays, name the primary server, or its listener, in the plan's field 'host'."),
            _ => Transient(
                $"The server {plan.Address} did not do what was asked: {says}.",
                "It can be tried again. Look at the server's log if this stays."),
        };
    }

    /// <summary>The account is no administrator, and the database is another administrator's.</summary>
    public static ProvisioningException Shut(SqlServerPlan plan, string database) => Configuration(CheckSubjects.Rights,
        $"The login '{plan.UserName}' may not enter the database '{database}' on {plan.Address}; another one made it.",
        $"Let an administrator run: ALTER AUTHORIZATION ON DATABASE::{SqlText.Identifier(database)} TO {SqlText.Identifier(plan.UserName)}.").ToException(null);

    /// <summary>How to get every right that is needed.</summary>
    public static string RightsRemedy(SqlServerPlan plan)
    {
        var login = SqlText.Identifier(plan.UserName);
        return plan.IsAzureSql
            ? $"Let the server's administrator run, in master: CREATE USER {login} FOR LOGIN {login}; ALTER ROLE [dbmanager] ADD MEMBER {login}; ALTER ROLE [loginmanager] ADD MEMBER {login}."
            : $"Let an administrator run: ALTER SERVER ROLE [dbcreator] ADD MEMBER {login}; ALTER SERVER ROLE [securityadmin] ADD MEMBER {login}.";
    }

    // A refused database comes with a refused login, and a failed ALTER DATABASE with one more error that says only that.
    private static SqlError Cause(SqlException exception)
    {
        var errors = exception.Errors.Cast<SqlError>().ToList();
        return errors.Find(error => error.Number == SqlErrors.CannotOpenDatabase)
            ?? errors.Find(error => error.Number != SqlErrors.AlterDatabaseFailed && error.Class > 10)
            ?? errors[0];
    }

    private static SqlServerFailure Configuration(string subject, string problem, string remedy) => new(subject, FailureKind.Configuration, problem, remedy);

    private static SqlServerFailure Conflict(string problem, string remedy) => new(CheckSubjects.Rights, FailureKind.Conflict, problem, remedy);

    private static SqlServerFailure Transient(string problem, string remedy) => new(CheckSubjects.Reachable, FailureKind.Transient, problem, remedy);
}
