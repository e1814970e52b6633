using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>
/// Encrypts what an admin call sends (reference, MinIO admin API 2), with the key derivation that .NET has: PBKDF2, which
/// servers from 2021-05-11 on take. Answers never need to be decrypted: this product makes only calls that answer in clear.
/// </summary>
internal static class EncryptedBody
{
    private const int SaltBytes = 32;
    private const int NoncePrefixBytes = 8;
    private const int TagBytes = 16;
    private const int FragmentBytes = 16 * 1024;
    private const int Iterations = 8192;
    private const byte Pbkdf2WithAesGcm = 2;
    private const byte IsLast = 0x80;

    /// <summary>Encrypts under the secret key of the account that signs the call.</summary>
    public static byte[] Of(ReadOnlySpan<byte> plain, string secretKey) =>
        Of(plain, secretKey, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(NoncePrefixBytes));

    internal static byte[] Of(ReadOnlySpan<byte> plain, string secretKey, byte[] salt, byte[] noncePrefix)
    {
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secretKey), salt, Iterations, HashAlgorithmName.SHA256, 32);
        using var cipher = new AesGcm(key, TagBytes);

        // The tag of an empty message under counter 0 binds every fragment to this one stream.
        var associated = new byte[1 + TagBytes];
        cipher.Encrypt(Nonce(noncePrefix, 0), [], [], associated.AsSpan(1));

        using var result = new MemoryStream();
        result.Write(salt);
        result.WriteByte(Pbkdf2WithAesGcm);
        result.Write(noncePrefix);
        for (uint counter = 1; ; counter++)
        {
            var fragment = plain[..Math.Min(plain.Length, FragmentBytes)];
            plain = plain[fragment.Length..];
            associated[0] = plain.IsEmpty ? IsLast : (byte)0;
            var encrypted = new byte[fragment.Length];
            var tag = new byte[TagBytes];
            cipher.Encrypt(Nonce(noncePrefix, counter), fragment, encrypted, tag, associated);
            result.Write(encrypted);
            result.Write(tag);
            if (plain.IsEmpty)
            {
                return result.ToArray();
            }
        }
    }

    private static byte[] Nonce(byte[] prefix, uint counter)
    {
        var nonce = new byte[NoncePrefixBytes + sizeof(uint)];
        prefix.CopyTo(nonce, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(nonce.AsSpan(NoncePrefixBytes), counter);
        return nonce;
    }
}
