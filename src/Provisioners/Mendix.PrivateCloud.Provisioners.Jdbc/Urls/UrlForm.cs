namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary>
/// The form of the JDBC URLs of one database type, after its driver's documentation. The types are those that the public
/// Mendix runtime reference lists for DatabaseType.
/// </summary>
internal abstract class UrlForm
{
    public static IReadOnlyList<UrlForm> All { get; } =
        [new PostgreSqlUrl(), new SqlServerUrl(), new OracleUrl(), new MySqlUrl(), new SapHanaUrl(), new Db2Url(), new HsqldbUrl()];

    /// <summary>The Mendix runtime's word.</summary>
    public abstract string DatabaseType { get; }

    /// <summary>How its URLs begin.</summary>
    public abstract IReadOnlyList<string> Prefixes { get; }

    /// <summary>A right one, for error messages.</summary>
    public abstract string Example { get; }

    /// <summary>The port that is meant when none is written; null when there is no such port.</summary>
    public abstract int? DefaultPort { get; }

    /// <summary>Whether <c>CRM</c> and <c>crm</c> name one database.</summary>
    public virtual bool NamesIgnoreCase => false;

    /// <summary>The form of a database type; null when the runtime knows no such type.</summary>
    public static UrlForm? Of(string databaseType) =>
        All.FirstOrDefault(form => string.Equals(form.DatabaseType, databaseType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The form whose prefix <paramref name="url"/> has; null for none.</summary>
    public static UrlForm? OfUrl(string url) => All.FirstOrDefault(form => form.PrefixOf(url) is not null);

    /// <summary>Reads a URL that begins with one of <see cref="Prefixes"/>.</summary>
    public JdbcTarget Read(string url) => ReadRest(url[PrefixOf(url)!.Length..]);

    /// <summary>Reads what stands behind the prefix.</summary>
    protected abstract JdbcTarget ReadRest(string rest);

    /// <summary>Splits <c>//hosts/path?query</c>; null when it does not begin with <c>//</c>.</summary>
    /// <param name="rest">What stands behind the prefix.</param>
    /// <param name="ends">What ends the path.</param>
    protected static (string Hosts, string Path, string Query)? Split(string rest, params ReadOnlySpan<char> ends)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        var text = rest.AsSpan(2);
        var end = text.IndexOfAny('/', '?');
        var hosts = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[end..].TrimStart('/');
        end = text.IndexOfAny(ends);
        return end < 0 ? (hosts.ToString(), text.ToString(), "") : (hosts.ToString(), text[..end].ToString(), text[(end + 1)..].ToString());
    }

    private string? PrefixOf(string url) => Prefixes.FirstOrDefault(prefix => url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
