namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary><c>jdbc:mysql://host:port,…/database?property=value&amp;…</c>, and the same with <c>jdbc:mariadb:</c>.</summary>
internal sealed class MySqlUrl : UrlForm
{
    public override string DatabaseType => "MYSQL";

    public override IReadOnlyList<string> Prefixes => ["jdbc:mysql:", "jdbc:mariadb:"];

    public override string Example => "jdbc:mysql://db.example.com:3306/crm";

    public override int? DefaultPort => 3306;

    protected override JdbcTarget ReadRest(string rest)
    {
        // A word such as "loadbalance:" may stand before the hosts.
        var start = rest.IndexOf("//", StringComparison.Ordinal);
        if (start < 0 || Split(rest[start..], '?') is not var (hosts, path, _))
        {
            return JdbcTarget.Wrong("names no host");
        }

        if (path.Length == 0)
        {
            return JdbcTarget.Wrong("names no database");
        }

        var database = Uri.UnescapeDataString(path);
        if (hosts.Contains('(', StringComparison.Ordinal))
        {
            return new JdbcTarget { NoHosts = "The URL describes its hosts by properties, which only the driver reads.", Database = database };
        }

        return HostPort.ReadAll(hosts, ',', DefaultPort) is { } servers
            ? new JdbcTarget { Hosts = servers, Database = database }
            : JdbcTarget.Wrong("names no host, or one that is neither a host name nor an address");
    }
}
