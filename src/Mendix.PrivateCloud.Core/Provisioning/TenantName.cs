using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Derives names for what a tenant owns on a server. The same tenant always gets the same name, so that a repeat after
/// a crash finds what an earlier attempt made; two tenants never share one.
/// </summary>
/// <remarks>
/// The form is <c>mendix_&lt;environment&gt;_&lt;hash&gt;</c>. The prefix <c>mendix</c> is the one that administrators'
/// policies are written against (documented in the reference). The hash covers namespace, environment and id by 80 bits, in
/// 16 letters and digits without <c>i</c>, <c>l</c>, <c>o</c> and <c>u</c>; the readable middle is shortened to fit.
/// </remarks>
public static class TenantName
{
    private const string Prefix = "mendix";
    private const int HashCharacters = 16;
    private const int BitsPerCharacter = 5;

    // Crockford's alphabet: servers that fold case keep it apart, and nobody takes one character for another.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The name of <paramref name="tenant"/>: lower-case ASCII letters, digits and the separator only.</summary>
    /// <param name="tenant">Whose name.</param>
    /// <param name="maxLength">Longest name the server takes, less what you append yourself; at least 32.</param>
    /// <param name="separator">Between the pieces: <c>_</c> where identifiers cannot hold a dash, <c>-</c> for host-like names.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is below 32.</exception>
    public static string For(Tenant tenant, int maxLength = 63, char separator = '_')
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 32);

        var room = maxLength - Prefix.Length - HashCharacters - 2;
        var readable = Readable(tenant.Environment, room, separator);
        return readable.Length == 0
            ? $"{Prefix}{separator}{Hash(tenant)}"
            : $"{Prefix}{separator}{readable}{separator}{Hash(tenant)}";
    }

    private static string Readable(string environment, int room, char separator)
    {
        var text = new StringBuilder(environment.Length);
        foreach (var character in environment)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                text.Append(char.ToLowerInvariant(character));
            }
            else if (text.Length > 0 && text[^1] != separator)
            {
                text.Append(separator);
            }
        }

        text.Length = Math.Min(text.Length, room);
        return text.ToString().TrimEnd(separator);
    }

    private static string Hash(Tenant tenant)
    {
        // Length prefixes keep ("ab", "c") and ("a", "bc") apart.
        var identity = $"{tenant.Namespace.Length}:{tenant.Namespace}/{tenant.Environment.Length}:{tenant.Environment}/{tenant.Id}";
        var bits = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        return string.Create(HashCharacters, bits, static (text, left) =>
        {
            for (var index = 0; index < text.Length; index++, left <<= BitsPerCharacter)
            {
                text[index] = Alphabet[(int)(left >> (128 - BitsPerCharacter))];
            }
        });
    }
}
