using Mendix.PrivateCloud.Provisioners.SqlServer.Azure;
using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>The database with its options, its mark, and the user of the login in use.</summary>
/// <remarks>
/// The account that makes it stays its owner: an owner cannot be a user, nor be removed. CREATE DATABASE stands outside
/// of transactions, so the mark comes a statement later; see <see cref="IsOursWithoutMark"/> for the time between.
/// </remarks>
internal sealed class DatabasePart(SqlServerTenant tenant, CredentialSlot slot, SecretValue password) : TenantPart
{
    // The vendor's recommendation and Azure's default.
    private const string Collation = "SQL_Latin1_General_CP1_CI_AS";

    private readonly string _database = SqlText.Identifier(tenant.Name);
    private readonly string _user = SqlText.Identifier(tenant.LoginName(slot));

    public override string Name => $"database {tenant.Name}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
        await tenant.LookAsync(cancellationToken) switch
        {
            { Database: null } => PartState.Absent,
            { Content: null } seen => PartState.Foreign($"somebody else (it is written '{seen.Database.Name}')"),
            { Content: { } content } seen when tenant.Owns(content.Mark) || (content.Mark is null && IsOursWithoutMark(seen.Database, content)) => PartState.Ours,
            { Content.Mark: var mark } => PartState.Foreign(TenantMark.DescribeOwner(mark)),
        };

    public override IEnumerable<Effect> Make(PartState observed)
    {
        var found = tenant.Seen.Database;
        var versioning = found?.RowVersioning ?? RowVersioning.OfNewDatabase(tenant.Plan.IsAzureSql);
        if (found is null)
        {
            var options = tenant.Plan.IsAzureSql ? AzureDatabaseOptions.Of(tenant.Plan) : "";
            yield return tenant.Creating($"CREATE DATABASE {_database} COLLATE {Collation}{options}", made => versioning = made);
        }

        var settings = Settings(found, versioning).ToList();
        if (settings.Count > 0)
        {
            yield return tenant.InMaster(settings);
        }

        var content = Content(tenant.Seen.Content).ToList();
        if (tenant.Plan.IsAzureSql)
        {
            // Azure SQL remembers logins per database, the password that was just replaced among them.
            yield return tenant.ThenLoggingIn(tenant.InDatabase([.. content, "DBCC FLUSHAUTHCACHE"]), slot, password);
        }
        else if (content.Count > 0)
        {
            yield return tenant.InDatabase(content);
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        // So that whoever is thrown out stays out. The logins themselves go after the database, when nobody is logged in.
        var able = tenant.OwnLogins.Where(login => !login.IsDisabled).Select(login => new SqlStatement($"ALTER LOGIN {SqlText.Identifier(login.Name)} DISABLE")).ToList();
        if (able.Count > 0)
        {
            yield return tenant.InMaster(able);
        }

        if (tenant.Plan.IsAzureSql)
        {
            // It has no single-user mode, and drops a database although sessions are in it.
            yield return tenant.UnlessGone(tenant.InMaster($"DROP DATABASE {_database}"), IsGone);
            yield break;
        }

        if (tenant.Seen.Database!.UpdatesStatisticsAsynchronously)
        {
            // That work of the server would take the single seat.
            yield return tenant.InMaster($"ALTER DATABASE {_database} SET AUTO_UPDATE_STATISTICS_ASYNC OFF");
        }

        yield return tenant.UnlessGone(
            tenant.InMaster($"ALTER DATABASE {_database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE", $"DROP DATABASE {_database}"), IsGone);
    }

    private static bool IsGone(TenantObservation seen) => seen.Database is null;

    // A user with a SID of ours was put there by us. Before there is one, the database is new: nothing in it, made by our
    // account, after the login that bears the tenant's SID.
    private bool IsOursWithoutMark(ObservedDatabase database, ObservedContent content) =>
        Enum.GetValues<CredentialSlot>().Any(each => content.Users.TryGetValue(tenant.LoginName(each), out var user) && tenant.IsOurs(user.Sid, each))
        || (content.IsEmpty && database.IsOwnedByUs && tenant.OwnLogins.Any(login => login.CreatedAt <= database.CreatedAt));

    private IEnumerable<SqlStatement> Settings(ObservedDatabase? found, RowVersioning versioning)
    {
        if (found is { IsMultiUser: false })
        {
            yield return $"ALTER DATABASE {_database} SET MULTI_USER WITH ROLLBACK IMMEDIATE";
        }

        if (!versioning.ReadCommittedSnapshot)
        {
            // It waits for the last other session to leave, unless it may end them.
            yield return $"ALTER DATABASE {_database} SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";
        }

        if (!versioning.SnapshotIsolation)
        {
            yield return $"ALTER DATABASE {_database} SET ALLOW_SNAPSHOT_ISOLATION ON";
        }
    }

    private IEnumerable<SqlStatement> Content(ObservedContent? found)
    {
        if (found?.Mark is null)
        {
            yield return $"EXEC sys.sp_addextendedproperty @name = {SqlText.Literal(ObservedContent.MarkName)}, @value = {tenant.Mark}";
        }

        var user = found?.Users.GetValueOrDefault(tenant.LoginName(slot));
        if (user is null)
        {
            yield return $"CREATE USER {_user} FOR LOGIN {_user} WITH DEFAULT_SCHEMA = [dbo]";
        }
        else if (!tenant.IsOurs(user.Sid, slot))
        {
            yield return $"ALTER USER {_user} WITH LOGIN = {_user}";
        }

        if (user is not { IsOwner: true })
        {
            // What the vendor recommends and tests.
            yield return $"ALTER ROLE [db_owner] ADD MEMBER {_user}";
        }
    }
}
