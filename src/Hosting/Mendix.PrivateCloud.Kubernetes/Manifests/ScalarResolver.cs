using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>
/// What a plain scalar means: the core schema of YAML 1.2. So <c>on</c> and <c>yes</c> are text, other than in YAML 1.1, and
/// a number with a leading zero is refused, because readers disagree whether <c>010</c> is eight or ten.
/// </summary>
internal static partial class ScalarResolver
{
    public static ScalarKind Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when Integer().IsMatch(text) => ScalarKind.Integer,
        _ when Fraction().IsMatch(text) => ScalarKind.Fraction,
        _ => ScalarKind.Text,
    };

    /// <summary>Why a number cannot be taken, or null.</summary>
    public static string? FindNumberProblem(string text)
    {
        if (LeadingZero().IsMatch(text))
        {
            return "a number must not start with 0: some readers take it for octal. Put it in quotes if it is text, else leave the zeros out.";
        }

        return Resolve(text) == ScalarKind.Fraction && !double.IsFinite(ToDouble(text))
            ? "the number is too large. Put it in quotes if it is text."
            : null;
    }

    public static bool ToBoolean(string text) => text[0] is 't' or 'T';

    /// <summary>The number in the notation of JSON.</summary>
    public static string ToJsonNumber(string text, ScalarKind kind) => kind == ScalarKind.Integer
        ? ToInteger(text).ToString(CultureInfo.InvariantCulture)
        : ToDouble(text).ToString("R", CultureInfo.InvariantCulture);

    public static BigInteger ToInteger(string text)
    {
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var value = digits switch
        {
            ['0', 'x', .. var hex] => BigInteger.Parse($"0{hex}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            ['0', 'o', .. var octal] => FromOctal(octal),
            _ => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
        };
        return negative ? -value : value;
    }

    private static double ToDouble(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static BigInteger FromOctal(ReadOnlySpan<char> digits)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value * 8) + (digit - '0');
        }

        return value;
    }

    [GeneratedRegex(@"\A[-+]?(0|[1-9][0-9]*|0x[0-9a-fA-F]+|0o[0-7]+)\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\A[-+]?0[0-9]+\z")]
    private static partial Regex LeadingZero();
}
