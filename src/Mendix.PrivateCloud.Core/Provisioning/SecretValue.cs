using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// A value that does not print itself: <see cref="ToString"/>, debuggers, serializers and string interpolation show
/// <c>***</c>. Only <see cref="Reveal"/> gives the text.
/// </summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(SecretValueConverter))]
public sealed class SecretValue : IEquatable<SecretValue>
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    /// <summary>Wraps a secret text.</summary>
    /// <param name="text">The secret; may be empty, not null.</param>
    public SecretValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Whether the secret is the empty text.</summary>
    internal bool IsEmpty => _text.Length == 0;

    /// <summary>
    /// Makes a random password of letters and digits, from a cryptographic source. The alphabet needs no quoting in
    /// any URL, shell or connection string; 32 characters hold 190 bits.
    /// </summary>
    /// <param name="length">Number of characters, at least 16; 32 by default, the length the original uses.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is below 16.</exception>
    public static SecretValue Random(int length = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 16);
        return new SecretValue(RandomNumberGenerator.GetString(Alphabet, length));
    }

    /// <summary>The secret text itself. Hand it to a driver; never to a log, an exception or a command line.</summary>
    public string Reveal() => _text;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <inheritdoc />
    public bool Equals(SecretValue? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_text), Encoding.UTF8.GetBytes(other._text));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SecretValue);

    /// <inheritdoc />
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
