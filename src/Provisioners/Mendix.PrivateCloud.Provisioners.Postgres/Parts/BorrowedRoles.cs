using Mendix.PrivateCloud.Provisioners.Postgres.Sql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>
/// What an account that is no superuser needs: only a member of a role may give it a database, drop that database or
/// end its sessions. The account lends itself the membership and gives it back afterwards.
/// </summary>
internal sealed class BorrowedRoles(PostgresTenant tenant, IReadOnlyList<string> roles)
{
    private const int Version16 = 160000;

    /// <summary>The statement that makes the account a member; null when it need not be made one.</summary>
    public SqlStatement? Take()
    {
        var missing = roles.Where(role => tenant.Seen.Roles.GetValueOrDefault(role) is not { IsLentToUs: true }).ToList();
        if (tenant.Seen.IsSuperuser || missing.Count == 0)
        {
            return null;
        }

        // From 16 on, membership without these options gives neither the right to act as the role nor its rights.
        var options = tenant.Seen.ServerVersion >= Version16 ? " WITH INHERIT TRUE, SET TRUE" : "";
        return $"GRANT {List(missing)} TO CURRENT_USER{options}";
    }

    /// <summary>The statement that ends every such membership, also one that an earlier attempt left.</summary>
    /// <param name="wasTaken">Whether <see cref="Take"/> comes before it.</param>
    public IEnumerable<SqlStatement> GiveBack(bool wasTaken)
    {
        var held = tenant.OwnRoles.Where(role => role.IsLentToUs).Select(role => role.Name).Concat(wasTaken ? roles : []);
        var names = held.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return tenant.Seen.IsSuperuser || names.Count == 0 ? [] : [$"REVOKE {List(names)} FROM CURRENT_USER"];
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(SqlText.Identifier));
}
