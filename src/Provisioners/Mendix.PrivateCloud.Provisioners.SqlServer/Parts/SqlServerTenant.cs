using Mendix.PrivateCloud.Provisioners.SqlServer.Connections;
using Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;
using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>What the parts of one tenant share during one verb: its names, its server and the last look at it.</summary>
internal sealed class SqlServerTenant
{
    // The names stay below PostgreSQL's 63, too: Azure clients may append "@server" to a login within the 128.
    private const int LongestName = 61;

    // Ending a session rolls its work back first.
    private static readonly TimeSpan PatienceWithSessions = TimeSpan.FromSeconds(5);

    // A new database or login of Azure SQL is not known everywhere at once.
    private static readonly TimeSpan PatienceWithAzure = TimeSpan.FromMinutes(1);

    private readonly SqlServerPools _pools;
    private readonly Tenant _tenant;
    private readonly TimeProvider _time;
    private TenantObservation? _seen;
    private bool _isStale;

    public SqlServerTenant(SqlServerPools pools, SqlServerPlan plan, Tenant tenant, TimeProvider time)
    {
        _pools = pools;
        _tenant = tenant;
        _time = time;
        Plan = plan;
        Name = TenantName.For(tenant, LongestName);
        Mark = SqlText.Literal(TenantMark.Of(tenant));
    }

    public SqlServerPlan Plan { get; }

    /// <summary>Name of the database.</summary>
    public string Name { get; }

    /// <summary>The mark, as a literal.</summary>
    public string Mark { get; }

    /// <summary>Whether the server offers TLS, as the last look found.</summary>
    public bool IsEncrypted { get; private set; } = true;

    /// <summary>The last look. For parts that were asked to observe before.</summary>
    public TenantObservation Seen => _seen ?? throw new InvalidOperationException("The server was not looked at yet.");

    /// <summary>The tenant's logins, as they were last seen, that are ours.</summary>
    public IEnumerable<ObservedLogin> OwnLogins => Enum.GetValues<CredentialSlot>()
        .Where(slot => Seen.Logins.TryGetValue(LoginName(slot), out var found) && IsOurs(found.Sid, slot))
        .Select(slot => Seen.Logins[LoginName(slot)]);

    /// <summary>Name of a login, and of its user in the database.</summary>
    public string LoginName(CredentialSlot slot) => $"{Name}_{(slot == CredentialSlot.A ? 'a' : 'b')}";

    public byte[] Sid(CredentialSlot slot) => LoginSid.Of(_tenant, slot, Plan.IsAzureSql);

    public bool IsOurs(byte[] sid, CredentialSlot slot) => sid.AsSpan().SequenceEqual(Sid(slot));

    public bool Owns(string? mark) => TenantMark.IsOf(mark, _tenant);

    /// <summary>Looks at the server, unless nothing was done since the last look.</summary>
    public async Task<TenantObservation> LookAsync(CancellationToken cancellationToken)
    {
        if (_seen is null || _isStale)
        {
            var pool = _pools.Pool(Plan);
            _seen = await TenantObservation.ReadAsync(
                pool, Plan, Name, LoginName(CredentialSlot.A), LoginName(CredentialSlot.B), cancellationToken);
            _isStale = false;
            IsEncrypted = pool.IsEncrypted;
        }

        return _seen;
    }

    /// <summary>Statements in master.</summary>
    public Effect InMaster(params IReadOnlyList<SqlStatement> statements) => Effect(null, statements);

    /// <summary>Statements in the tenant's database. On Azure SQL a new database may refuse us for a while.</summary>
    public Effect InDatabase(params IReadOnlyList<SqlStatement> statements)
    {
        var effect = Effect(Name, statements);
        return Plan.IsAzureSql ? Patient(effect, error => SqlErrors.IsNotYetThere(error.Number), PatienceWithAzure) : effect;
    }

    /// <summary>Statements that fail while a session is still being ended.</summary>
    public Effect AwaitingSessions(Effect effect) => Patient(effect, error => error.Number == SqlErrors.LoginHasSessions, PatienceWithSessions);

    /// <summary>
    /// An effect that removes something. That it is not there and that we may not remove it are the same error, so a look
    /// decides.
    /// </summary>
    public Effect UnlessGone(Effect effect, Func<TenantObservation, bool> isGone) => effect with
    {
        RunAsync = async cancellationToken =>
        {
            try
            {
                await effect.RunAsync(cancellationToken);
            }
            catch (SqlException exception) when (exception.Errors.Cast<SqlError>().Any(error => SqlErrors.IsMissingOrDenied(error.Number)))
            {
                if (!isGone(await LookAsync(cancellationToken)))
                {
                    throw;
                }
            }
        },
    };

    /// <summary>Creates the database when it is this tenant's turn, and then tells how the server made it.</summary>
    public Effect Creating(SqlStatement statement, Action<RowVersioning> made)
    {
        var effect = InMaster(statement);
        return effect with
        {
            RunAsync = async cancellationToken =>
            {
                var budget = _pools.CreationBudget(Plan);
                await budget.WaitAsync(cancellationToken);
                try
                {
                    await effect.RunAsync(cancellationToken);
                }
                finally
                {
                    budget.Release();
                }

                made(await LookAtOptionsAsync(cancellationToken));
            },
        };
    }

    /// <summary>After the effect, waits until the login is let in with its new password. Only Azure SQL needs that.</summary>
    public Effect ThenLoggingIn(Effect effect, CredentialSlot slot, SecretValue password) => effect with
    {
        RunAsync = async cancellationToken =>
        {
            await effect.RunAsync(cancellationToken);
            await Patience.RunAsync(
                () => _pools.Pool(Plan).LogInAsync(Name, LoginName(slot), password, cancellationToken),
                error => SqlErrors.IsNotYetThere(error.Number), PatienceWithAzure, _time, cancellationToken);
        },
    };

    private Effect Effect(string? database, IReadOnlyList<SqlStatement> statements) => new(
        string.Join("; ", statements),
        async cancellationToken =>
        {
            _isStale = true;
            await _pools.Pool(Plan).ExecuteAsync(database, statements, cancellationToken);
        });

    private Effect Patient(Effect effect, Func<SqlError, bool> passing, TimeSpan limit) => effect with
    {
        RunAsync = cancellationToken => Patience.RunAsync(() => effect.RunAsync(cancellationToken), passing, limit, _time, cancellationToken),
    };

    private Task<RowVersioning> LookAtOptionsAsync(CancellationToken cancellationToken) => _pools.Pool(Plan).QueryAsync(
        null, $"SELECT {RowVersioning.Columns} FROM sys.databases WHERE name = @database", [("@database", Name)],
        async reader =>
        {
            return await reader.ReadAsync(cancellationToken) ? RowVersioning.Read(reader, 0) : RowVersioning.OfNewDatabase(Plan.IsAzureSql);
        },
        cancellationToken);
}
