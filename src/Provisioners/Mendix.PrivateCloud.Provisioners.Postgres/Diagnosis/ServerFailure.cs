using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Diagnosis;

/// <summary>What an error reported by the server means, by its SQLSTATE (PostgreSQL documentation, appendix A).</summary>
internal static class ServerFailure
{
    // Where the server checks whether it may end a session on behalf of DROP DATABASE ... WITH (FORCE).
    private const string TerminatingRoutine = "TerminateOtherDBBackends";

    public static PostgresFailure Of(PostgresException error, PostgresPlan plan)
    {
        var says = error.MessageText.TrimEnd('.');
        return error.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => Configuration(CheckSubjects.Credentials,
                $"The server {plan.Address} refused the password of '{plan.UserName}'.",
                "Put the right password into the plan's Secret."),
            ['2', '8', ..] => Configuration(CheckSubjects.Credentials,
                $"The server {plan.Address} refused the account '{plan.UserName}': {says}.",
                "Check that the account exists, may log in, and that pg_hba.conf lets it in from here."),
            PostgresErrorCodes.InvalidCatalogName => Configuration(CheckSubjects.LoginDatabase,
                $"The login database '{plan.Database}' does not exist on {plan.Address}.",
                "Name an existing database in the plan's field 'database'; 'postgres' exists on most servers."),
            PostgresErrorCodes.InsufficientPrivilege when error.Routine == TerminatingRoutine => Transient(
                $"A session that '{plan.UserName}' may not end is still in the database: {says}.",
                "It can be tried again. End the session, or let a superuser do it."),
            PostgresErrorCodes.InsufficientPrivilege => Configuration(CheckSubjects.Rights,
                $"The account '{plan.UserName}' lacks a right on {plan.Address}: {says}.",
                $"Let a superuser run: ALTER ROLE {SqlText.Identifier(plan.UserName)} CREATEROLE CREATEDB."),
            PostgresErrorCodes.ReadOnlySqlTransaction => Configuration(CheckSubjects.Primary,
                $"The server {plan.Address} is a read-only copy.",
                "Name the primary server in the plan's field 'host'."),
            PostgresErrorCodes.DependentObjectsStillExist => Configuration(CheckSubjects.Rights,
                $"The server keeps a role because something still depends on it: {says}.",
                "Somebody gave it objects or rights outside of its own database. Take them back (DROP OWNED BY in that database) and try again."),
            PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation => Transient(
                $"Something with this name came into being at the same moment: {says}.",
                "It can be tried again; what is there is looked at first."),
            PostgresErrorCodes.UndefinedObject => Transient(
                $"Something went away at the same moment: {says}.",
                "It can be tried again; what is there is looked at first."),
            PostgresErrorCodes.ObjectInUse => Transient(
                $"Somebody is still using what has to go: {says}.",
                "It can be tried again. End the sessions, replication slots and prepared transactions if this stays."),
            PostgresErrorCodes.TooManyConnections => Transient(
                $"The server {plan.Address} has no free connection: {says}.",
                "It can be tried again. Raise max_connections if this stays."),
            ['5', '7', 'P', ..] => Transient(
                $"The server {plan.Address} is starting or stopping: {says}.",
                "It can be tried again."),
            // Wrong in themselves: syntax and access rules, data, features that this server does not have.
            ['4', '2', ..] or ['2', '2', ..] or ['0', 'A', ..] => Configuration(CheckSubjects.Rights,
                $"The server {plan.Address} cannot do this: {says} ({error.SqlState}).",
                "Check the version and the settings of the server."),
            _ => Transient(
                $"The server {plan.Address} did not do what was asked: {says} ({error.SqlState}).",
                "It can be tried again. Look at the server's log if this stays."),
        };
    }

    private static PostgresFailure Configuration(string subject, string problem, string remedy) =>
        new(subject, FailureKind.Configuration, problem, remedy);

    private static PostgresFailure Transient(string problem, string remedy) =>
        new(CheckSubjects.Reachable, FailureKind.Transient, problem, remedy);
}
