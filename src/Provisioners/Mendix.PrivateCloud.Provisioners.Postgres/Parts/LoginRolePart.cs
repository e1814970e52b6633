using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>
/// One of the two logins. Its sessions act as the owner role from the first statement on, so that whatever they make
/// belongs to the owner role and survives the change to the other login.
/// </summary>
/// <param name="tenant">Whose login.</param>
/// <param name="slot">Which of the two.</param>
/// <param name="password">What to set; null for the login that is not in use, which is left as it is and only removed.</param>
internal sealed class LoginRolePart(PostgresTenant tenant, CredentialSlot slot, SecretValue? password) : TenantPart
{
    private readonly string _name = tenant.LoginName(slot);
    private readonly string _login = SqlText.Identifier(tenant.LoginName(slot));
    private readonly string _owner = SqlText.Identifier(tenant.Name);

    public override string Name => $"login {_name}";

    public override CredentialSlot? Slot => slot;

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => tenant.LookAtRoleAsync(_name, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (password is not null)
        {
            yield return tenant.Effect([.. observed.IsOurs ? Mend(tenant.Seen.Roles[_name], password) : Create(password)]);
        }
    }

    public override IEnumerable<Effect> Remove() => [tenant.Effect($"DROP ROLE {_login}")];

    private IEnumerable<SqlStatement> Create(SecretValue secret) =>
    [
        new($"CREATE ROLE {_login} LOGIN PASSWORD ", () => ScramVerifier.Of(secret), $" IN ROLE {_owner}"),
        $"COMMENT ON ROLE {_login} IS {tenant.Mark}",
        ActAsOwner,
    ];

    private IEnumerable<SqlStatement> Mend(ObservedRole found, SecretValue secret)
    {
        yield return new($"ALTER ROLE {_login} LOGIN PASSWORD ", () => ScramVerifier.Of(secret));
        if (!found.MemberOf.Contains(tenant.Name))
        {
            yield return $"GRANT {_owner} TO {_login}";
        }

        if (!found.Settings.Contains($"role={tenant.Name}"))
        {
            yield return ActAsOwner;
        }
    }

    private SqlStatement ActAsOwner => $"ALTER ROLE {_login} SET role TO {_owner}";
}
