using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Testing.Minio.Admin;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Admin;

/// <summary>What we encrypt is byte for byte what MinIO's own library makes of it.</summary>
public sealed class EncryptedBodyTests
{
    public static TheoryData<EncryptionVector> Vectors => [.. EncryptionVector.All.Where(vector => vector.Algorithm == AdminCipher.Pbkdf2)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_known_answer(EncryptionVector vector)
    {
        var body = EncryptedBody.Of(vector.Plain, vector.Password, EncryptionVector.Salt, EncryptionVector.Nonce);
        Assert.Equal(vector.Hash, EncryptionVector.HashOf(body));
    }

    [Fact]
    public void No_two_bodies_are_alike()
    {
        var (one, other) = (EncryptedBody.Of("text"u8, "password"), EncryptedBody.Of("text"u8, "password"));
        Assert.NotEqual(one, other);
        Assert.Equal("text"u8.ToArray(), AdminCipher.Decrypt(one, "password"));
    }
}
