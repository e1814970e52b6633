using System.Text;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Sql;

/// <summary>
/// The only place where names and texts become SQL. PostgreSQL takes no parameters in CREATE, ALTER, COMMENT, GRANT and
/// DROP, so everything in them passes through here.
/// </summary>
internal static class SqlText
{
    /// <summary>Longest identifier in bytes; the server would silently cut a longer one, and so mix up two names.</summary>
    public const int LongestIdentifier = 63;

    /// <summary>A name as a quoted identifier.</summary>
    /// <exception cref="ArgumentException">PostgreSQL cannot hold the name as it is.</exception>
    public static string Identifier(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(name) > LongestIdentifier)
        {
            throw new ArgumentException($"A PostgreSQL identifier has at most {LongestIdentifier} bytes and no zero character.", nameof(name));
        }

        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A text as a literal, read the same under either setting of standard_conforming_strings.</summary>
    /// <exception cref="ArgumentException">The text holds a zero character.</exception>
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A PostgreSQL text has no zero character.", nameof(text));
        }

        var quoted = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return text.Contains('\\', StringComparison.Ordinal) ? $"E{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}" : quoted;
    }
}
