using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>The names of contents: <c>sha256:</c> and 64 hexadecimal digits.</summary>
internal static partial class ContentDigest
{
    private const string Algorithm = "sha256:";

    public static string Of(ReadOnlySpan<byte> content) => Algorithm + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Of what was appended so far; the hash begins anew.</summary>
    public static string Of(IncrementalHash hash) => Algorithm + Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <summary>Whether this is one. Others, such as sha512, name contents that could not be verified here.</summary>
    public static bool IsOne(string? text) => text is not null && Form().IsMatch(text);

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex Form();
}
