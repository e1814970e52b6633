using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Amounts of resources. Each has one canonical form: <c>0.5</c> is stored as <c>500m</c>, <c>1024Mi</c> as <c>1Gi</c>.</summary>
internal static partial class QuantityFormat
{
    public const string DefinitionName = "io.k8s.apimachinery.pkg.api.resource.Quantity";

    public const string Syntax = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private const int NanoDigits = 9;

    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    /// <summary>The canonical form; null if it is no quantity. Finer parts than a nano are rounded up.</summary>
    public static string? Canonical(JsonValue value)
    {
        var text = value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : Json.AsString(value);
        if (text is null || Parts().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var suffix = match.Groups["suffix"].Value;
        var binary = Array.IndexOf(BinarySuffixes, suffix);
        if (binary > 0)
        {
            var amount = Nanos(match, 0, BigInteger.Pow(1024, binary));
            return FormatBinary(amount);
        }

        if (match.Groups["exponent"].Success)
        {
            return int.TryParse(match.Groups["exponent"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                && Math.Abs(exponent) <= 30
                ? FormatExponent(Nanos(match, exponent, 1))
                : null;
        }

        var unit = Array.IndexOf(DecimalSuffixes, suffix);
        return unit < 0 ? null : FormatDecimal(Nanos(match, (unit * 3) - NanoDigits, 1));
    }

    private static BigInteger Nanos(Match match, int exponent, BigInteger factor)
    {
        var fraction = match.Groups["fraction"].Value;
        var digits = BigInteger.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture) * factor;
        var scale = NanoDigits + exponent - fraction.Length;
        if (scale >= 0)
        {
            digits *= BigInteger.Pow(10, scale);
        }
        else
        {
            var divisor = BigInteger.Pow(10, -scale);
            digits = (digits + divisor - 1) / divisor;
        }

        return match.Groups["sign"].ValueSpan is "-" ? -digits : digits;
    }

    private static string FormatBinary(BigInteger nanos)
    {
        var unit = BigInteger.Pow(10, NanoDigits);
        var amount = nanos / unit;
        if (nanos % unit != 0 || BigInteger.Abs(amount) < 1024)
        {
            return FormatDecimal(nanos);
        }

        var power = 0;
        while (power < BinarySuffixes.Length - 1 && amount % 1024 == 0)
        {
            amount /= 1024;
            power++;
        }

        return amount.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[power];
    }

    private static string FormatDecimal(BigInteger nanos)
    {
        var (amount, steps) = Shorten(nanos, DecimalSuffixes.Length - 1);
        return amount.ToString(CultureInfo.InvariantCulture) + DecimalSuffixes[steps];
    }

    private static string FormatExponent(BigInteger nanos)
    {
        var (amount, steps) = Shorten(nanos, int.MaxValue);
        var exponent = (steps * 3) - NanoDigits;
        return amount.ToString(CultureInfo.InvariantCulture) + (exponent == 0 ? "" : $"e{exponent}");
    }

    // As many thousands as divide the amount evenly.
    private static (BigInteger Amount, int Steps) Shorten(BigInteger nanos, int limit)
    {
        if (nanos.IsZero)
        {
            return (nanos, NanoDigits / 3);
        }

        var steps = 0;
        while (steps < limit && nanos % 1000 == 0)
        {
            nanos /= 1000;
            steps++;
        }

        return (nanos, steps);
    }

    [GeneratedRegex("^(?<sign>[+-]?)(?=\\.?[0-9])(?<whole>[0-9]*)(\\.(?<fraction>[0-9]*))?((?<suffix>[KMGTPE]i|[numkMGTPE]?)|[eE](?<exponent>[+-]?[0-9]+))$")]
    private static partial Regex Parts();
}
