using System.Globalization;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>
/// An amount in Kubernetes notation, such as <c>500m</c>, <c>2Gi</c> or <c>1e3</c>. The notation is kept as it was written;
/// two quantities are equal when their values are (<c>1000m</c> and <c>1</c>).
/// </summary>
[JsonConverter(typeof(QuantityConverter))]
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    /// <summary>What a valid quantity looks like, as a regular expression.</summary>
    public const string Pattern =
        @"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?[0-9]+))?$";

    private readonly string? _text;

    /// <summary>Holds a notation without judging it, so that an object with a wrong one can still be read and reported.</summary>
    /// <param name="text">The notation.</param>
    public Quantity(string text) => _text = text;

    /// <summary>Takes the notation.</summary>
    /// <param name="text">The notation.</param>
    public static implicit operator Quantity(string text) => new(text);

    /// <summary>Takes the notation; for languages without implicit conversions.</summary>
    /// <param name="text">The notation.</param>
    /// <returns>The quantity.</returns>
    public static Quantity FromString(string text) => new(text);

    /// <summary>Same value.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Another value.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Smaller.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Smaller or same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Greater.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Greater or same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>Reads the value in base units (cores, bytes).</summary>
    /// <param name="value">The value, or 0.</param>
    /// <returns>False when the notation is not a quantity or is out of range.</returns>
    public bool TryGetValue(out decimal value) => TryParse(_text, out value);

    /// <summary>Reads the value of a notation in base units without making a <see cref="Quantity"/>.</summary>
    /// <param name="text">The notation.</param>
    /// <param name="value">The value, or 0.</param>
    /// <returns>False when the notation is not a quantity or is out of range.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        var digits = text.Length;
        while (digits > 0 && !char.IsAsciiDigit(text[digits - 1]) && text[digits - 1] != '.')
        {
            digits--;
        }

        var scale = 1m;
        var styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var known = digits == text.Length || QuantitySuffix.TryGetScale(text[digits..], out scale);
        if (digits == text.Length)
        {
            styles |= NumberStyles.AllowExponent;
        }

        value = 0;
        if (!known || !decimal.TryParse(text[..digits], styles, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        try
        {
            value = number * scale;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Quantity other) =>
        string.Equals(_text, other._text, StringComparison.Ordinal)
        || (TryGetValue(out var mine) && other.TryGetValue(out var theirs) && mine == theirs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => TryGetValue(out var value) ? value.GetHashCode() : (_text ?? "").GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(Quantity other)
    {
        TryGetValue(out var mine);
        other.TryGetValue(out var theirs);
        return mine.CompareTo(theirs);
    }

    /// <summary>The notation as it was written.</summary>
    /// <returns>For example <c>500m</c>.</returns>
    public override string ToString() => _text ?? "0";
}
