using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>The role that owns the database and all in it. Nobody logs in as it; both logins act as it.</summary>
internal sealed class OwnerRolePart(PostgresTenant tenant) : TenantPart
{
    private readonly string _role = SqlText.Identifier(tenant.Name);

    public override string Name => $"role {tenant.Name}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
        tenant.LookAtRoleAsync(tenant.Name, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed) => observed.IsOurs
        ? []
        : [tenant.Effect($"CREATE ROLE {_role} NOLOGIN", $"COMMENT ON ROLE {_role} IS {tenant.Mark}")];

    public override IEnumerable<Effect> Remove() => [tenant.Effect($"DROP ROLE {_role}")];
}
