namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary><c>jdbc:postgresql://host:port,…/database?property=value&amp;…</c></summary>
internal sealed class PostgreSqlUrl : UrlForm
{
    public override string DatabaseType => "PostgreSQL";

    public override IReadOnlyList<string> Prefixes => ["jdbc:postgresql:"];

    public override string Example => "jdbc:postgresql://db.example.com:5432/crm?sslmode=verify-full";

    public override int? DefaultPort => 5432;

    protected override JdbcTarget ReadRest(string rest) => Split(rest, '?') is not var (hosts, path, _)
        ? JdbcTarget.Wrong("names no host")
        : HostPort.ReadAll(hosts, ',', DefaultPort) is not { } servers ? JdbcTarget.Wrong("names no host, or one that is neither a host name nor an address")
        : path.Length == 0 ? JdbcTarget.Wrong("names no database")
        : new JdbcTarget { Hosts = servers, Database = Uri.UnescapeDataString(path) };
}
