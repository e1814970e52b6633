namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

/// <summary>How the provisioner looks at a SQL Server, for the way by hand to look as well.</summary>
internal static class SqlServerLooks
{
    public const string InMaster = """
        SELECT CAST(SERVERPROPERTY(N'EngineEdition') AS int), CAST(SERVERPROPERTY(N'Babelfish') AS int), SUSER_SID();
        SELECT name, sid, is_disabled, CAST(LOGINPROPERTY(name, N'IsLocked') AS int), create_date FROM sys.server_principals WHERE name IN (@a, @b);
        SELECT name, owner_sid, create_date, state_desc, user_access_desc, HAS_DBACCESS(name), is_auto_update_stats_async_on,
               is_read_committed_snapshot_on, CAST(snapshot_isolation_state AS int)
          FROM sys.databases WHERE name = @database;
        """;

    public const string Inside = """
        SELECT CAST(value AS nvarchar(4000)) FROM sys.extended_properties WHERE class = 0 AND name = @mark;
        SELECT name, sid, IS_ROLEMEMBER(N'db_owner', name) FROM sys.database_principals WHERE name IN (@a, @b);
        SELECT COUNT(*) FROM sys.tables;
        SELECT COUNT(*) FROM sys.database_principals
         WHERE principal_id > 4 AND type IN (N'S', N'U', N'G', N'E', N'X') AND name NOT IN (@a, @b);
        """;

    public const string AtOptions =
        "SELECT is_read_committed_snapshot_on, CAST(snapshot_isolation_state AS int) FROM sys.databases WHERE name = @database";
}
