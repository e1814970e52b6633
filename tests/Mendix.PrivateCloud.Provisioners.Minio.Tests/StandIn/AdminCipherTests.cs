using System.Security.Cryptography;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Admin;
using Mendix.PrivateCloud.Testing.Minio.Admin;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.StandIn;

/// <summary>The stand-in reads and writes all three algorithms, as a real server reads them.</summary>
public sealed class AdminCipherTests
{
    public static TheoryData<EncryptionVector> Vectors => [.. EncryptionVector.All];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_known_answer_both_ways(EncryptionVector vector)
    {
        var body = AdminCipher.Encrypt(vector.Algorithm, vector.Plain, vector.Password, EncryptionVector.Salt, EncryptionVector.Nonce);
        Assert.Equal(vector.Hash, EncryptionVector.HashOf(body));
        Assert.Equal(vector.Plain, AdminCipher.Decrypt(body, vector.Password));
        body[^1]++;
        Assert.ThrowsAny<CryptographicException>(() => AdminCipher.Decrypt(body, vector.Password));
    }

    [Fact]
    public void Argon2id_as_the_standard_has_it() => Assert.Equal(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        Convert.ToHexStringLower(Argon2id.Derive(
            Filled(1, 32), Filled(2, 16), passes: 3, memory: 32, lanes: 4, length: 32, secret: Filled(3, 8), associated: Filled(4, 12))));

    private static byte[] Filled(byte value, int length) => [.. Enumerable.Repeat(value, length)];
}
