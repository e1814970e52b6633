namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>All that the server holds. Whoever touches it holds <see cref="Lock"/>.</summary>
internal sealed class ServerModel(bool isAzure)
{
    public const string Master = "master";

    private const int FirstSession = 51;
    private static readonly DateTime Epoch = new(2026, 1, 1);

    // Ten milliseconds per thing made: more than the precision of the type datetime.
    private int _made;

    public Lock Lock { get; } = new();

    public bool IsAzure { get; } = isAzure;

    /// <summary>Names compare as under the default collation.</summary>
    public Dictionary<string, SqlLogin> Logins { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, SqlDatabase> Databases { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<SqlSession> Sessions { get; } = [];

    /// <summary>What <c>SERVERPROPERTY('EngineEdition')</c> says.</summary>
    public int EngineEdition { get; set; } = isAzure ? 5 : 3;

    /// <summary>What <c>SERVERPROPERTY('Babelfish')</c> says: nothing but for that server.</summary>
    public bool IsBabelfish { get; set; }

    public bool OnlyOtherLogins { get; set; }

    /// <summary>Most sessions at one time since the start, by login.</summary>
    public Dictionary<string, int> Peaks { get; } = new(StringComparer.OrdinalIgnoreCase);

    public DateTime Now() => Epoch.AddMilliseconds(10 * ++_made);

    public SqlLogin AddLogin(string name, string password, byte[]? sid = null)
    {
        var login = new SqlLogin(name, sid ?? Guid.NewGuid().ToByteArray(), Now()) { Password = password };
        Logins.Add(name, login);
        return login;
    }

    public SqlDatabase AddDatabase(string name, SqlLogin owner, string? collation = null, IReadOnlyList<string>? azureOptions = null)
    {
        var database = new SqlDatabase(name, Databases.Values.Select(each => each.Id).DefaultIfEmpty(0).Max() + 1, owner.Sid, Now())
        {
            ReadCommittedSnapshot = IsAzure,
            SnapshotIsolation = IsAzure,
            Collation = collation ?? "SQL_Latin1_General_CP1_CI_AS",
            AzureOptions = azureOptions ?? [],
        };
        Databases.Add(name, database);
        return database;
    }

    public SqlSession AddSession(SqlLogin login, string database, string program, Action end, Func<bool> isGone)
    {
        var session = new SqlSession(FreeSessionId(), login, database, program, end, isGone);
        Sessions.Add(session);
        Peaks[login.Name] = Math.Max(Peaks.GetValueOrDefault(login.Name), Sessions.Count(each => each.Login == login && !each.IsGone));
        return session;
    }

    // The server gives the number of a session that ended to the next one.
    private int FreeSessionId() => Enumerable.Range(FirstSession, Sessions.Count + 1).First(id => Sessions.TrueForAll(session => session.Id != id));
}
