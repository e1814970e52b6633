using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>The database, owned by the owner role and closed to everybody else.</summary>
/// <remarks>
/// CREATE DATABASE stands outside of transactions, so its mark comes a statement later. Between the two the owner
/// proves whose it is: only this product gives a database to a role that bears the tenant's mark.
/// </remarks>
internal sealed class DatabasePart(PostgresTenant tenant) : TenantPart
{
    private readonly string _database = SqlText.Identifier(tenant.Name);

    public override string Name => $"database {tenant.Name}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        var seen = await tenant.LookAsync(cancellationToken);
        return seen.Database is not { } found ? PartState.Absent
            : tenant.Owns(found.Mark) || tenant.OwnRoles.Any(role => role.Name == found.Owner) ? PartState.Ours
            : PartState.Foreign(TenantMark.DescribeOwner(found.Mark));
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        var seen = tenant.Seen.Database;
        var found = seen is { IsHalfDropped: true } ? null : seen;
        var lacking = Lacking(found).ToList();
        var isRightNeeded = lacking.Count > 0;
        var borrowed = new BorrowedRoles(tenant, [tenant.Name]);
        if (isRightNeeded && borrowed.Take() is { } take)
        {
            yield return tenant.Effect(take);
        }

        if (seen is { IsHalfDropped: true })
        {
            foreach (var effect in DatabaseRemoval.Effects(tenant, tenant.Seen.ServerVersion))
            {
                yield return effect;
            }
        }

        if (found is null)
        {
            // template0 has no sessions that could be in the way, no local additions, and lets the encoding be chosen.
            yield return tenant.Budgeted(tenant.Effect(
                $"CREATE DATABASE {_database} OWNER {_database} TEMPLATE template0 ENCODING 'UTF8'"));
        }

        lacking.AddRange(borrowed.GiveBack(wasTaken: isRightNeeded));
        if (lacking.Count > 0)
        {
            yield return tenant.Effect(lacking);
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        var roles = tenant.OwnRoles.Select(role => role.Name).Order(StringComparer.Ordinal);
        if (new BorrowedRoles(tenant, [.. roles]).Take() is { } take)
        {
            yield return tenant.Effect(take);
        }

        foreach (var effect in DatabaseRemoval.Effects(tenant, tenant.Seen.ServerVersion))
        {
            yield return effect;
        }
    }

    // The owner role needs no grant: an owner holds every right, and its logins inherit them.
    private IEnumerable<SqlStatement> Lacking(ObservedDatabase? found)
    {
        if (found is null || !tenant.Owns(found.Mark))
        {
            yield return $"COMMENT ON DATABASE {_database} IS {tenant.Mark}";
        }

        if (found is null || found.IsOpenToPublic)
        {
            yield return $"REVOKE ALL ON DATABASE {_database} FROM PUBLIC";
        }

        if (found is { AllowsConnections: false })
        {
            yield return $"ALTER DATABASE {_database} ALLOW_CONNECTIONS true";
        }
    }
}
