using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A text that must not appear in logs: it prints as <c>***</c> and shows itself only through <see cref="Reveal"/>.</summary>
/// <param name="value">The text.</param>
[JsonConverter(typeof(SensitiveStringConverter))]
public sealed class SensitiveString(string value) : IEquatable<SensitiveString>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>Hides a text; null stays null.</summary>
    /// <param name="value">The text.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
    public static implicit operator SensitiveString?(string? value) => value is null ? null : new SensitiveString(value);

    /// <summary>Hides a text; for languages without implicit conversions.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The hidden text.</returns>
    public static SensitiveString FromString(string value) => new(value);

    /// <summary>The text itself. Call it only where the text is used.</summary>
    /// <returns>The text.</returns>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public bool Equals(SensitiveString? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SensitiveString);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Hides the text.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";
}

internal sealed class SensitiveStringConverter : JsonConverter<SensitiveString>
{
    public override SensitiveString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, SensitiveString value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
