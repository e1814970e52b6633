using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>Reads and writes the encrypted bodies of the admin API, in all three algorithms (reference, MinIO admin API 2).</summary>
public static class AdminCipher
{
    /// <summary>Number of the algorithm that derives keys by PBKDF2 and encrypts by AES-GCM.</summary>
    public const byte Pbkdf2 = 2;

    private const int FragmentBytes = 16 * 1024;
    private const int TagBytes = 16;
    private const int HeadBytes = 41;

    private static readonly ConcurrentDictionary<string, byte[]> Keys = new();

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It is not such a body, was changed, or the password is another.</exception>
    public static byte[] Decrypt(byte[] body, string password)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Length < HeadBytes + TagBytes)
        {
            throw new CryptographicException("The body is too short.");
        }

        using var stream = new FragmentCipher(body[32], Key(body[32], password, body[..32]), body[33..HeadBytes]);
        using var plain = new MemoryStream();
        var rest = body.AsSpan(HeadBytes);
        for (uint counter = 1; ; counter++)
        {
            var fragment = rest[..Math.Min(rest.Length, FragmentBytes + TagBytes)];
            rest = rest[fragment.Length..];
            plain.Write(stream.Open(counter, fragment, rest.IsEmpty));
            if (rest.IsEmpty)
            {
                return plain.ToArray();
            }
        }
    }

    /// <summary>Encrypts.</summary>
    public static byte[] Encrypt(byte algorithm, byte[] plain, string password, byte[]? salt = null, byte[]? nonce = null)
    {
        ArgumentNullException.ThrowIfNull(plain);
        salt ??= RandomNumberGenerator.GetBytes(32);
        nonce ??= RandomNumberGenerator.GetBytes(8);
        using var stream = new FragmentCipher(algorithm, Key(algorithm, password, salt), nonce);
        using var body = new MemoryStream();
        body.Write([.. salt, algorithm, .. nonce]);
        var rest = plain.AsSpan();
        for (uint counter = 1; ; counter++)
        {
            var fragment = rest[..Math.Min(rest.Length, FragmentBytes)];
            rest = rest[fragment.Length..];
            body.Write(stream.Seal(counter, fragment, rest.IsEmpty));
            if (rest.IsEmpty)
            {
                return body.ToArray();
            }
        }
    }

    /// <summary>The key that a password and a salt give.</summary>
    public static byte[] Key(byte algorithm, string password, byte[] salt)
    {
        var text = Encoding.UTF8.GetBytes(password);
        return algorithm switch
        {
            0 or 1 => Keys.GetOrAdd($"{password}/{Convert.ToHexString(salt)}", _ => Argon2id.Derive(text, salt, passes: 1, memory: 64 * 1024, lanes: 4, length: 32)),
            Pbkdf2 => Rfc2898DeriveBytes.Pbkdf2(text, salt, 8192, HashAlgorithmName.SHA256, 32),
            _ => throw new CryptographicException($"The algorithm {algorithm} is not known."),
        };
    }

    private sealed class FragmentCipher : IDisposable
    {
        private readonly AesGcm? _aes;
        private readonly ChaCha20Poly1305? _chacha;
        private readonly byte[] _nonce;
        private readonly byte[] _associated = new byte[1 + TagBytes];

        public FragmentCipher(byte algorithm, byte[] key, byte[] nonce)
        {
            _nonce = [.. nonce, 0, 0, 0, 0];
            (_aes, _chacha) = algorithm == 1 ? (null, new ChaCha20Poly1305(key)) : (new AesGcm(key, TagBytes), (ChaCha20Poly1305?)null);
            var tag = new byte[TagBytes];
            _aes?.Encrypt(_nonce, Array.Empty<byte>(), Array.Empty<byte>(), tag);
            _chacha?.Encrypt(_nonce, Array.Empty<byte>(), Array.Empty<byte>(), tag);
            tag.CopyTo(_associated, 1);
        }

        public byte[] Open(uint counter, ReadOnlySpan<byte> fragment, bool isLast)
        {
            Turn(counter, isLast);
            var plain = new byte[fragment.Length - TagBytes];
            _aes?.Decrypt(_nonce, fragment[..^TagBytes], fragment[^TagBytes..], plain, _associated);
            _chacha?.Decrypt(_nonce, fragment[..^TagBytes], fragment[^TagBytes..], plain, _associated);
            return plain;
        }

        public byte[] Seal(uint counter, ReadOnlySpan<byte> plain, bool isLast)
        {
            Turn(counter, isLast);
            var result = new byte[plain.Length + TagBytes];
            _aes?.Encrypt(_nonce, plain, result.AsSpan(..plain.Length), result.AsSpan(plain.Length), _associated);
            _chacha?.Encrypt(_nonce, plain, result.AsSpan(..plain.Length), result.AsSpan(plain.Length), _associated);
            return result;
        }

        public void Dispose()
        {
            _aes?.Dispose();
            _chacha?.Dispose();
        }

        private void Turn(uint counter, bool isLast)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_nonce.AsSpan(8), counter);
            _associated[0] = isLast ? (byte)0x80 : (byte)0;
        }
    }
}
