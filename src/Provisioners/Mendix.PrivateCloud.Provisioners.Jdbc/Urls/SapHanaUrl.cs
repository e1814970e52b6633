namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary><c>jdbc:sap://host:port;…/?databaseName=…&amp;property=value</c>; the port alone may tell the database.</summary>
internal sealed class SapHanaUrl : UrlForm
{
    private const string DatabaseProperty = "databaseName=";

    public override string DatabaseType => "SAPHANA";

    public override IReadOnlyList<string> Prefixes => ["jdbc:sap:"];

    public override string Example => "jdbc:sap://db.example.com:30015/?databaseName=CRM&encrypt=true";

    public override int? DefaultPort => null; // It holds the instance's number: 3<number>15.

    public override bool NamesIgnoreCase => true;

    protected override JdbcTarget ReadRest(string rest) => Split(rest, '?') is not var (hosts, _, query)
        ? JdbcTarget.Wrong("names no host")
        : HostPort.ReadAll(hosts, ';', DefaultPort) is not { } servers ? JdbcTarget.Wrong("names no host, or one that is neither a host name nor an address")
        : servers.Any(server => server.Port is null) ? JdbcTarget.Wrong("names a host without a port")
        : new JdbcTarget { Hosts = servers, Database = Database(query) };

    private static string? Database(string query) =>
        query.TrimStart('?').Split('&').FirstOrDefault(property => property.StartsWith(DatabaseProperty, StringComparison.OrdinalIgnoreCase))
            ?[DatabaseProperty.Length..];
}
