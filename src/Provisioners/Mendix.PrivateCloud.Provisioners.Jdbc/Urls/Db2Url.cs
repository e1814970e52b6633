namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary><c>jdbc:db2://host:port/database:property=value;…</c></summary>
internal sealed class Db2Url : UrlForm
{
    public override string DatabaseType => "DB2";

    public override IReadOnlyList<string> Prefixes => ["jdbc:db2:"];

    public override string Example => "jdbc:db2://db.example.com:50000/crm";

    public override int? DefaultPort => 446; // IBM's driver; servers on Linux usually listen on 50000.

    public override bool NamesIgnoreCase => true;

    protected override JdbcTarget ReadRest(string rest) => Split(rest, ':', ';') is not var (host, path, _)
        ? JdbcTarget.Wrong("names no host")
        : HostPort.Read(host, DefaultPort) is not { } server ? JdbcTarget.Wrong("names no host, or one that is neither a host name nor an address")
        : path.Length == 0 ? JdbcTarget.Wrong("names no database")
        : new JdbcTarget { Hosts = [server], Database = path };
}
