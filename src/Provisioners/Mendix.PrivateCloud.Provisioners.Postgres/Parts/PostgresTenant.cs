using Mendix.PrivateCloud.Provisioners.Postgres.Connections;
using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>What the parts of one tenant share during one verb: its names, its server and the last look at it.</summary>
internal sealed class PostgresTenant
{
    private readonly PostgresPools _pools;
    private readonly PostgresPlan _plan;
    private readonly Tenant _tenant;
    private TenantObservation? _seen;
    private bool _isStale;

    public PostgresTenant(PostgresPools pools, PostgresPlan plan, Tenant tenant)
    {
        _pools = pools;
        _plan = plan;
        _tenant = tenant;
        Name = TenantName.For(tenant, SqlText.LongestIdentifier - "_a".Length);
        Mark = SqlText.Literal(TenantMark.Of(tenant));
    }

    /// <summary>Name of the owner role and of the database.</summary>
    public string Name { get; }

    /// <summary>The mark, as a literal.</summary>
    public string Mark { get; }

    /// <summary>The last look. For parts that were asked to observe before.</summary>
    public TenantObservation Seen => _seen ?? throw new InvalidOperationException("The server was not looked at yet.");

    /// <summary>The tenant's roles, as they were last seen, that are ours.</summary>
    public IEnumerable<ObservedRole> OwnRoles => Seen.Roles.Values.Where(role => Owns(role.Mark));

    public string LoginName(CredentialSlot slot) => $"{Name}_{(slot == CredentialSlot.A ? 'a' : 'b')}";

    public bool Owns(string? mark) => TenantMark.IsOf(mark, _tenant);

    /// <summary>Looks at the server, unless nothing was done since the last look.</summary>
    public async Task<TenantObservation> LookAsync(CancellationToken cancellationToken)
    {
        if (_seen is null || _isStale)
        {
            string[] roles = [Name, LoginName(CredentialSlot.A), LoginName(CredentialSlot.B)];
            _seen = await TenantObservation.ReadAsync(_pools.Pool(_plan), Name, roles, cancellationToken);
            _isStale = false;
        }

        return _seen;
    }

    /// <summary>The state of one of the tenant's roles.</summary>
    public async Task<PartState> LookAtRoleAsync(string role, CancellationToken cancellationToken) =>
        !(await LookAsync(cancellationToken)).Roles.TryGetValue(role, out var found) ? PartState.Absent
        : Owns(found.Mark) ? PartState.Ours
        : PartState.Foreign(TenantMark.DescribeOwner(found.Mark));

    /// <summary>Statements that happen together or not at all.</summary>
    public Effect Effect(params IReadOnlyList<SqlStatement> statements) => new(
        string.Join("; ", statements),
        async cancellationToken =>
        {
            _isStale = true;
            await _pools.Pool(_plan).ExecuteAsync([.. statements.Select(statement => statement.Render())], cancellationToken);
        });

    /// <summary>An effect that waits for its turn among the creations on this server.</summary>
    public Effect Budgeted(Effect effect) => effect with
    {
        RunAsync = async cancellationToken =>
        {
            var budget = _pools.CreationBudget(_plan);
            await budget.WaitAsync(cancellationToken);
            try
            {
                await effect.RunAsync(cancellationToken);
            }
            finally
            {
                budget.Release();
            }
        },
    };
}
