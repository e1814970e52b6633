using System.Text;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Admin;

/// <summary>The check values of the reference (MinIO admin API 1), which a real server accepted.</summary>
public sealed class RequestSignatureTests
{
    private const string Date = "20260102T030405Z";
    private const string BodyHash = "c8a5fe74481241b63840c66546127f4aa757b8827d15b9441a0f9dec82ff9912";

    [Theory]
    [InlineData("us-east-1", "019cac500acb127e49cfd8e88f7c0e0eae120b83361d5fffbdf3a406991768b7")]
    [InlineData("", "64fa07455fa7937695b021260dc3469232fcd0908688acf8526be1a1001ae859")]
    public void With_a_body(string region, string signature) => Check(
        HttpMethod.Put, "/minio/admin/v3/add-user", "accessKey=tenant-a", BodyHash,
        "aab0a419e881b10739de26a1eb6e74550fe33b27541fa31c2c6bcf32fd70e250", region, signature);

    [Theory]
    [InlineData("us-east-1", "f3450d55ca2edcc6c97c0b37f9fb7024a71cf494064e7dabd7371096d5e98de2")]
    [InlineData("", "8b658f07eefc2aa3d65c9b4aa5562b4eed99458266c529a44b190dcdab0fac0f")]
    public void With_parameters(string region, string signature) => Check(
        HttpMethod.Get, "/minio/admin/v3/info-canned-policy", AdminCalls.LookAtPolicy("a b+c").Query, RequestSignature.Hash([]),
        "c51dd3b2a31471f05fda651bd20dba086116775f9a4b4b2cb0bd1495f4a42c68", region, signature);

    private static void Check(
        HttpMethod method, string path, string query, string bodyHash, string canonicalHash, string region, string signature)
    {
        var canonical = RequestSignature.Canonical(method, "minio.example:9000", path, query, Date, bodyHash);
        Assert.Equal(canonicalHash, RequestSignature.Hash(Encoding.UTF8.GetBytes(canonical)));
        Assert.EndsWith(
            $"Signature={signature}", RequestSignature.Authorization(canonical, Date, region, "minioroot", "minioroot-secret"), StringComparison.Ordinal);
    }
}
