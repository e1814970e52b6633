namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary><c>jdbc:hsqldb:mem:name</c>, <c>file:path</c> or <c>res:path</c> inside the runtime, <c>hsql://host:port/alias</c> and its kin for a server.</summary>
internal sealed class HsqldbUrl : UrlForm
{
    private static readonly Dictionary<string, int> ServerPorts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hsql"] = 9001,
        ["hsqls"] = 554,
        ["http"] = 80,
        ["https"] = 443,
    };

    public override string DatabaseType => "HSQLDB";

    public override IReadOnlyList<string> Prefixes => ["jdbc:hsqldb:"];

    public override string Example => "jdbc:hsqldb:mem:default";

    public override int? DefaultPort => null; // There are several, see above.

    protected override JdbcTarget ReadRest(string rest)
    {
        var end = rest.IndexOf(':', StringComparison.Ordinal);
        var (kind, place) = end < 0 ? ("", "") : (rest[..end].ToLowerInvariant(), rest[(end + 1)..]);
        if (kind is "mem" or "file" or "res")
        {
            var name = place.Split(';')[0];
            return name.Length == 0 ? JdbcTarget.Wrong("names no database") : new JdbcTarget
            {
                NoHosts = "The database is inside the runtime, not on a server.",
                Database = kind == "mem" ? name : null, // The others name a path.
                IsInsideRuntime = true,
            };
        }

        return !ServerPorts.TryGetValue(kind, out var port) ? JdbcTarget.Wrong("says neither mem, file, res, hsql, hsqls, http nor https")
            : Split(place, ';', '?') is not var (host, alias, _) || HostPort.Read(host, port) is not { } server
                ? JdbcTarget.Wrong("names no host, or one that is neither a host name nor an address")
            : new JdbcTarget { Hosts = [server], Database = alias.Length == 0 ? null : alias };
    }
}
