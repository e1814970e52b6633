using System.Security.Cryptography;
using System.Text;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Admin;

/// <summary>
/// Known answers of the body encryption, made with MinIO's own stream library (reference, MinIO admin API 2.5). The salt is
/// 00 01 … 1f, the nonce prefix a0 … a7; a long text has the byte i mod 251 at i.
/// </summary>
/// <param name="Algorithm">Number of the algorithm.</param>
/// <param name="Password">The secret key.</param>
/// <param name="Text">The plain text; null for a long one.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Hash">SHA-256 of the whole encrypted body.</param>
public sealed record EncryptionVector(byte Algorithm, string Password, string? Text, int Length, string Hash)
{
    private const string Body = "{\"secretKey\":\"tenant-secret-1\",\"status\":\"enabled\"}";
    private const string Root = "minioroot-secret";

    public static byte[] Salt { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static byte[] Nonce { get; } = [.. Enumerable.Range(0xa0, 8).Select(i => (byte)i)];

    public static IReadOnlyList<EncryptionVector> All { get; } =
    [
        new(2, Root, Body, 50, "c8a5fe74481241b63840c66546127f4aa757b8827d15b9441a0f9dec82ff9912"),
        new(0, Root, Body, 50, "558628645eb8b23c76b030179956f4b0870f38f8caf9733105893b9a3b0d4ed7"),
        new(1, Root, Body, 50, "8fd844c22072c39639560fee2f044641d6647aa12c920a78de24470beba2fb0a"),
        new(2, "pässwörd-€", Body, 50, "8272b575292f01eb6b0c03e70f7693878412e5a1071597716047909aa7616db3"),
        new(2, Root, "", 0, "36425a5fb98ce9a533ff5df73265bdd318623129d7a6a1baa65aea1e43117622"),
        new(2, Root, null, 16384, "fd2aa586db531c2e2bde6ff6bb9d55c6f254dc7e9e2e64276d330f34c84dabe3"),
        new(2, Root, null, 16385, "13833aee9ed2daee06c232fd6ca3ad76e35a9c6be5b142a2dc2df8e00dbbd2f9"),
        new(2, Root, null, 40000, "bde00063d2cec839a3f68b463a72fd087a3c881ecdfc9fc7766aac3b5512c667"),
        new(1, Root, null, 20000, "fbefaddf4c12f55a7393de21e0dee6066d7b4729a85ae639c977c3c0614fcbd8"),
    ];

    public byte[] Plain => Text is null ? [.. Enumerable.Range(0, Length).Select(i => (byte)(i % 251))] : Encoding.UTF8.GetBytes(Text);

    public static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
