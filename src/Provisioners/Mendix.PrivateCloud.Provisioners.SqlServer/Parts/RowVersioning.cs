namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>The two options that the Mendix runtime wants on and may not set itself.</summary>
/// <param name="ReadCommittedSnapshot">READ_COMMITTED_SNAPSHOT.</param>
/// <param name="SnapshotIsolation">ALLOW_SNAPSHOT_ISOLATION.</param>
internal sealed record RowVersioning(bool ReadCommittedSnapshot, bool SnapshotIsolation)
{
    /// <summary>How new databases have them: on in Azure SQL, off elsewhere unless somebody changed <c>model</c>.</summary>
    public static RowVersioning OfNewDatabase(bool isAzureSql) => new(isAzureSql, isAzureSql);

    /// <summary>The columns of <c>sys.databases</c> that <see cref="Read"/> takes. State 3 is on its way from off to on.</summary>
    public const string Columns = "is_read_committed_snapshot_on, CAST(snapshot_isolation_state AS int)";

    public static RowVersioning Read(Microsoft.Data.SqlClient.SqlDataReader row, int column) =>
        new(row.GetBoolean(column), row.GetInt32(column + 1) is 1 or 3);
}
