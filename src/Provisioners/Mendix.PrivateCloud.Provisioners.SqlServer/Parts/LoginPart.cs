using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>
/// One of the two logins. What either makes in the schema <c>dbo</c> belongs to that schema's owner, so it survives the
/// change to the other login.
/// </summary>
/// <param name="tenant">Whose login.</param>
/// <param name="slot">Which of the two.</param>
/// <param name="password">What to set; null for the login that is not in use, which is left as it is and only removed.</param>
internal sealed class LoginPart(SqlServerTenant tenant, CredentialSlot slot, SecretValue? password) : TenantPart
{
    private readonly string _name = tenant.LoginName(slot);
    private readonly string _login = SqlText.Identifier(tenant.LoginName(slot));

    public override string Name => $"login {_name}";

    public override CredentialSlot? Slot => slot;

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        var logins = (await tenant.LookAsync(cancellationToken)).Logins;
        return logins.TryGetValue(_name, out var found) && tenant.IsOurs(found.Sid, slot) ? PartState.Ours
            // The server found it under our name, by a collation that folds more than we do.
            : logins.Values.Any(login => login.Name.Equals(_name, StringComparison.OrdinalIgnoreCase)) ? PartState.Foreign("somebody else (its SID or spelling is not this environment's)")
            : PartState.Absent;
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (password is not null)
        {
            yield return tenant.InMaster([.. observed.IsOurs ? Mend(tenant.Seen.Logins[_name], password) : [Create(password)]]);
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        var content = tenant.Seen.Content;
        if (!tenant.Seen.Logins[_name].IsDisabled)
        {
            yield return tenant.InMaster($"ALTER LOGIN {_login} DISABLE");
        }

        // Where the database is gone, its user went with it.
        if (content?.Users.ContainsKey(_name) == true)
        {
            yield return tenant.InDatabase([.. tenant.Plan.IsAzureSql ? [EndSessions] : Array.Empty<SqlStatement>(), $"DROP USER {_login}"]);
        }

        // Azure SQL ends sessions from within their database only; there are none outside of one.
        var drop = tenant.Plan.IsAzureSql ? tenant.InMaster($"DROP LOGIN {_login}") : tenant.InMaster(EndSessions, $"DROP LOGIN {_login}");
        yield return tenant.UnlessGone(tenant.AwaitingSessions(drop), seen => !seen.Logins.ContainsKey(_name));
    }

    // One batch that looks and ends, because the server gives the number of a session to the next one. KILL takes no variable.
    private SqlStatement EndSessions =>
        "DECLARE @kill nvarchar(max) = N''; SELECT @kill += CONCAT(N'KILL ', session_id, N'; ') FROM sys.dm_exec_sessions " +
        $"WHERE original_login_name = {SqlText.Literal(_name)} AND session_id <> @@SPID; EXEC (@kill)";

    // The vendor wants no expiry. Azure SQL has its own policy and no such options.
    private SqlStatement Create(SecretValue secret) => new(
        $"CREATE LOGIN {_login} WITH PASSWORD = ",
        secret,
        $", SID = {SqlText.Binary(tenant.Sid(slot))}{(tenant.Plan.IsAzureSql ? "" : ", CHECK_POLICY = ON, CHECK_EXPIRATION = OFF")}");

    private IEnumerable<SqlStatement> Mend(ObservedLogin found, SecretValue secret)
    {
        yield return new($"ALTER LOGIN {_login} WITH PASSWORD = ", secret, found.IsLocked ? " UNLOCK" : "");
        if (found.IsDisabled)
        {
            yield return $"ALTER LOGIN {_login} ENABLE";
        }
    }
}
