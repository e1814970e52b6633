using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Writes a word so that a POSIX shell reads it back as it is.</summary>
internal static partial class ShellWord
{
    public static string Quote(string word) =>
        Harmless().IsMatch(word) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:@%+=,-]+$")]
    private static partial Regex Harmless();
}
