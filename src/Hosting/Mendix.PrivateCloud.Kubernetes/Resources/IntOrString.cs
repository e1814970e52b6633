using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A number or a text, such as a port's number or name, or <c>2</c> or <c>50%</c>.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly record struct IntOrString
{
    private readonly string? _text;
    private readonly int _number;

    /// <summary>Holds a number.</summary>
    /// <param name="number">The number.</param>
    public IntOrString(int number) => _number = number;

    /// <summary>Holds a text; it stays text even when it looks like a number.</summary>
    /// <param name="text">The text.</param>
    public IntOrString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The text, or null when a number is held.</summary>
    public string? Text => _text;

    /// <summary>The number, or null when a text is held.</summary>
    public int? Number => _text is null ? _number : null;

    /// <summary>Holds a number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator IntOrString(int number) => new(number);

    /// <summary>Holds a text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator IntOrString(string text) => new(text);

    /// <summary>Holds a number; for languages without implicit conversions.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The value.</returns>
    public static IntOrString FromInt32(int number) => new(number);

    /// <summary>Holds a text; for languages without implicit conversions.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    public static IntOrString FromString(string text) => new(text);

    /// <summary>The number or the text.</summary>
    /// <returns>As it reads in YAML, without quotes.</returns>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);
}

internal sealed class IntOrStringConverter : JsonConverter<IntOrString>
{
    public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : new IntOrString(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
