using Mendix.PrivateCloud.Provisioners.Postgres.Connections;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>All that a server knows about one tenant, read by one query.</summary>
/// <param name="ServerVersion">As the server numbers itself: 150018 is 15.18.</param>
/// <param name="IsSuperuser">Whether our own account is one.</param>
/// <param name="Roles">Those of the tenant's roles that exist, by name.</param>
/// <param name="Database">The tenant's database; null when there is none.</param>
internal sealed record TenantObservation(
    int ServerVersion, bool IsSuperuser, IReadOnlyDictionary<string, ObservedRole> Roles, ObservedDatabase? Database)
{
    // One row: what is not there is null. shobj_description reads what COMMENT wrote on a shared object.
    private const string Query = """
        SELECT current_setting('server_version_num')::int,
               me.rolsuper,
               d.oid IS NOT NULL,
               pg_catalog.shobj_description(d.oid, 'pg_database'),
               pg_catalog.pg_get_userbyid(d.datdba),
               d.datallowconn,
               d.datconnlimit = -2,
               EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) WHERE grantee = 0),
               r.rolname,
               pg_catalog.shobj_description(r.oid, 'pg_authid'),
               r.rolcanlogin,
               r.rolconfig,
               ARRAY(SELECT pg_catalog.pg_get_userbyid(m.roleid)::text FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid),
               EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.roleid = r.oid AND m.member = me.oid AND m.grantor = me.oid)
          FROM pg_catalog.pg_roles me
          LEFT JOIN pg_catalog.pg_database d ON d.datname = $1
          LEFT JOIN pg_catalog.pg_roles r ON r.rolname = ANY ($2)
         WHERE me.rolname = current_user
        """;

    public static async Task<TenantObservation> ReadAsync(
        PostgresPool pool, string database, string[] roles, CancellationToken cancellationToken)
    {
        var rows = await pool.QueryAsync(Query, [database, roles], Read, cancellationToken);
        return new TenantObservation(
            rows[0].ServerVersion,
            rows[0].IsSuperuser,
            rows.Select(row => row.Role).OfType<ObservedRole>().ToDictionary(role => role.Name, StringComparer.Ordinal),
            rows[0].Database);
    }

    private static (int ServerVersion, bool IsSuperuser, ObservedDatabase? Database, ObservedRole? Role) Read(NpgsqlDataReader row)
    {
        var database = !row.GetBoolean(2) ? null : new ObservedDatabase(
            Text(row, 3), row.GetString(4), row.GetBoolean(5), IsHalfDropped: row.GetBoolean(6), IsOpenToPublic: row.GetBoolean(7));
        var role = row.IsDBNull(8) ? null : new ObservedRole(
            row.GetString(8), Text(row, 9), row.GetBoolean(10), row.IsDBNull(11) ? [] : row.GetFieldValue<string[]>(11),
            row.GetFieldValue<string[]>(12), row.GetBoolean(13));
        return (row.GetInt32(0), row.GetBoolean(1), database, role);
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
