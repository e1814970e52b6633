namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>A database.</summary>
internal sealed class SqlDatabase(string name, int id, byte[] ownerSid, DateTime createdAt)
{
    private const int FirstUserId = 5;

    public string Name { get; } = name;

    public int Id { get; } = id;

    public byte[] OwnerSid { get; set; } = ownerSid;

    public DateTime CreatedAt { get; } = createdAt;

    public string Collation { get; init; } = "SQL_Latin1_General_CP1_CI_AS";

    /// <summary>What Azure was told beyond the name, such as <c>EDITION=Basic</c>.</summary>
    public IReadOnlyList<string> AzureOptions { get; init; } = [];

    public bool ReadCommittedSnapshot { get; set; }

    public bool SnapshotIsolation { get; set; }

    public bool UpdatesStatisticsAsynchronously { get; set; }

    public string State { get; set; } = "ONLINE";

    public string Access { get; set; } = "MULTI_USER";

    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, SqlUser> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Schemas made by users, with their owners.</summary>
    public Dictionary<string, string> Schemas { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, SqlTable> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public SqlUser AddUser(string name, byte[] sid)
    {
        var user = new SqlUser(name, sid, Users.Values.Select(each => each.Id).DefaultIfEmpty(FirstUserId - 1).Max() + 1);
        Users.Add(name, user);
        return user;
    }

    public SqlUser? UserOf(SqlLogin login) => Users.Values.FirstOrDefault(user => user.Sid.AsSpan().SequenceEqual(login.Sid));

    public bool IsOwnedBy(SqlLogin login) => OwnerSid.AsSpan().SequenceEqual(login.Sid);
}
