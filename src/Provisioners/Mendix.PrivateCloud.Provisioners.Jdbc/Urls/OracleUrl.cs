using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary>
/// <c>jdbc:oracle:thin:@//host:port/service</c>, <c>@host:port:SID</c>, a whole descriptor <c>@(DESCRIPTION=…)</c>, or a name that
/// is looked up. It tells no database name: the runtime's DatabaseName is a SID or a schema there.
/// </summary>
internal sealed partial class OracleUrl : UrlForm
{
    public override string DatabaseType => "ORACLE";

    public override IReadOnlyList<string> Prefixes => ["jdbc:oracle:"];

    public override string Example => "jdbc:oracle:thin:@//db.example.com:1521/crm";

    public override int? DefaultPort => 1521;

    protected override JdbcTarget ReadRest(string rest)
    {
        if (Driver().Match(rest) is not { Success: true } driver)
        {
            return JdbcTarget.Wrong("does not begin with thin:@ or oci:@ behind jdbc:oracle:");
        }

        var place = rest[driver.Length..];
        return place.StartsWith('(') ? Described(place)
            : LookedUp().IsMatch(place) ? new JdbcTarget { NoHosts = "The URL holds a name, which only the driver can look up." }
            : WithService().Match(place) is { Success: true } service ? Servers(service.Groups["hosts"].Value)
            : WithSid().Match(place) is { Success: true } sid ? Servers(sid.Groups["host"].Value)
            : JdbcTarget.Wrong("names no service and no SID");
    }

    private JdbcTarget Servers(string hosts) =>
        HostPort.ReadAll(hosts, ',', DefaultPort) is { } servers
            ? new JdbcTarget { Hosts = servers }
            : JdbcTarget.Wrong("names a host that is neither a host name nor an address");

    private JdbcTarget Described(string descriptor)
    {
        if (!Service().IsMatch(descriptor))
        {
            return JdbcTarget.Wrong("names no service and no SID");
        }

        var hosts = Host().Matches(descriptor).Select(match => match.Groups[1].Value.Trim()).ToList();
        var ports = Port().Matches(descriptor).Select(match => match.Groups[1].Value.Trim()).ToList();
        return hosts.Count == ports.Count && hosts.Count > 0
            ? Servers(string.Join(',', hosts.Zip(ports, (host, port) => $"{host}:{port}")))
            : JdbcTarget.Wrong("does not name a host and a port in each address");
    }

    [GeneratedRegex("^(thin|oci8?):/?@", RegexOptions.IgnoreCase)]
    private static partial Regex Driver();

    // An alias of tnsnames.ora, a directory entry, or a configuration that a provider serves.
    [GeneratedRegex(@"^(ldaps?:|https?:|config-)|^[\w.\-]+(\?.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex LookedUp();

    [GeneratedRegex("^((tcps?:)?//)?(?<hosts>[^/?]+)/[^/?]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex WithService();

    [GeneratedRegex(@"^(?<host>(\[[^\]]+\]|[^:/?]+):\d+):[^:/?]+(\?|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex WithSid();

    [GeneratedRegex(@"\(\s*(SERVICE_NAME|SID)\s*=\s*[^\s)]", RegexOptions.IgnoreCase)]
    private static partial Regex Service();

    [GeneratedRegex(@"\(\s*HOST\s*=\s*([^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    [GeneratedRegex(@"\(\s*PORT\s*=\s*([^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Port();
}
