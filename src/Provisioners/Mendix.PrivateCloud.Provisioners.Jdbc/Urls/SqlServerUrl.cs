using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary><c>jdbc:sqlserver://host\instance:port;property=value;…</c>; a value with special characters stands in braces.</summary>
internal sealed partial class SqlServerUrl : UrlForm
{
    public override string DatabaseType => "SQLSERVER";

    public override IReadOnlyList<string> Prefixes => ["jdbc:sqlserver:"];

    public override string Example => "jdbc:sqlserver://db.example.com:1433;databaseName=crm;encrypt=true";

    public override int? DefaultPort => 1433;

    public override bool NamesIgnoreCase => true;

    protected override JdbcTarget ReadRest(string rest)
    {
        if (Form().Match(rest) is not { Success: true } url)
        {
            return JdbcTarget.Wrong("is not of the driver's form");
        }

        var properties = Properties(url);
        var port = url.Groups["port"].Value is { Length: > 0 } written ? written : Value("portNumber", "port");
        var instance = url.Groups["instance"].Success || Value("instanceName") is not null;
        var host = url.Groups["host"].Value is { Length: > 0 } named ? named : Value("serverName", "server");
        if (host is null || HostPort.Read(port is null ? host : $"{host}:{port}", instance ? null : DefaultPort) is not { } server)
        {
            return JdbcTarget.Wrong("names no host, or one that is neither a host name nor an address");
        }

        return Value("databaseName", "database") is not { Length: > 0 } database
            ? JdbcTarget.Wrong("names no database (databaseName=…)")
            : new JdbcTarget { Hosts = [server], Database = database };

        string? Value(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (properties.TryGetValue(name, out var value))
                {
                    return value;
                }
            }

            return null;
        }
    }

    private static Dictionary<string, string> Properties(Match url)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in url.Groups["name"].Captures.Zip(url.Groups["value"].Captures))
        {
            properties[name.Value.Trim()] = value.Value is ['{', .. var text, '}'] ? text.Replace("}}", "}", StringComparison.Ordinal) : value.Value.Trim();
        }

        return properties;
    }

    [GeneratedRegex(@"^//(?<host>\[[^\]]*\]|[^;:\\]*)(\\(?<instance>[^;:]*))?(:(?<port>[^;]*))?(;+(?<name>[^=;]+)=(?<value>\{([^}]|\}\})*\}|[^;{]*))*;*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
