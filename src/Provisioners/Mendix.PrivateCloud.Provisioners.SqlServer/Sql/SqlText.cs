namespace Mendix.PrivateCloud.Provisioners.SqlServer.Sql;

/// <summary>
/// The only place where names and texts become SQL. SQL Server takes no parameters in CREATE, ALTER and DROP, so
/// everything in them passes through here.
/// </summary>
internal static class SqlText
{
    /// <summary>Longest identifier (<c>sysname</c>) in UTF-16 units.</summary>
    public const int LongestIdentifier = 128;

    /// <summary>
    /// A name in brackets, which read the same under either setting of QUOTED_IDENTIFIER. Inside, only the closing
    /// bracket means something; it is doubled.
    /// </summary>
    /// <exception cref="ArgumentException">SQL Server cannot hold the name, or would take it for another one.</exception>
    public static string Identifier(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Problem(name) is { } problem
            ? throw new ArgumentException($"The identifier {problem}", nameof(name))
            : $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";
    }

    /// <summary>What makes a text unfit for an identifier; null when it is fit.</summary>
    public static string? Problem(string name) =>
        name.Length is 0 or > LongestIdentifier ? $"must have 1 to {LongestIdentifier} characters."
        // Comparison ignores blanks at the end, so they would mix up two names.
        : name != name.Trim() ? "must not begin or end with a blank."
        : HoldsUnprintable(name) ? "must not hold control characters or halves of characters."
        : null;

    /// <summary>
    /// A text as an N literal, so that characters outside of the code page survive. Control characters are refused: a
    /// backslash before a line break would vanish together with it.
    /// </summary>
    /// <exception cref="ArgumentException">The text holds control characters or half of a surrogate pair.</exception>
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return HoldsUnprintable(text)
            ? throw new ArgumentException("A literal must not hold control characters or halves of characters.", nameof(text))
            : $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>Bytes as a binary literal.</summary>
    public static string Binary(ReadOnlySpan<byte> bytes) => $"0x{Convert.ToHexString(bytes)}";

    private static bool HoldsUnprintable(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsControl(text[index]) || char.IsLowSurrogate(text[index]))
            {
                return true;
            }

            if (char.IsHighSurrogate(text[index]) && !(++index < text.Length && char.IsLowSurrogate(text[index])))
            {
                return true;
            }
        }

        return false;
    }
}
