using Mendix.PrivateCloud.Testing.Minio;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Minio.Tests.Support.MinioFixture))]

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;

/// <summary>
/// The one server that the tests of this assembly share: the stand-in, or a real one when <c>PRIVATECLOUD_TEST_MINIO</c>
/// holds <c>http://accessKey:secretKey@host:port</c> of an account that may do everything. With an account that has the
/// least rights of the README.
/// </summary>
public sealed class MinioFixture : IAsyncLifetime
{
    public const string Variable = "PRIVATECLOUD_TEST_MINIO";

    private const string LeastRights = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":["admin:CreateUser","admin:DeleteUser","admin:GetUser","admin:CreatePolicy","admin:DeletePolicy",
            "admin:GetPolicy","admin:AttachUserOrGroupPolicy","admin:ServerInfo"]},
          {"Effect":"Allow","Action":["s3:CreateBucket","s3:DeleteBucket","s3:GetBucketTagging","s3:PutBucketTagging","s3:ListBucket",
            "s3:ListBucketVersions","s3:ListBucketMultipartUploads"],"Resource":["arn:aws:s3:::mendix-*"]},
          {"Effect":"Allow","Action":["s3:DeleteObject","s3:DeleteObjectVersion","s3:AbortMultipartUpload"],"Resource":["arn:aws:s3:::mendix-*/*"]}]}
        """;

    /// <summary>The stand-in; null when the tests run against a real server.</summary>
    public MinioServer? StandIn { get; private set; }

    internal ServerView Server { get; private set; } = null!;

    public string LimitedUser { get; } = $"limited-{Guid.NewGuid():N}";

    public string LimitedSecret { get; } = "limited-Secret-Key-0123456789";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address)
        {
            var uri = new Uri(address);
            var keys = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
            Server = new ServerView(uri.GetLeftPart(UriPartial.Scheme) + uri.Authority.Split('@')[^1], keys[0], keys[1]);
        }
        else
        {
            StandIn = await MinioServer.StartAsync();
            Server = new ServerView(StandIn.Endpoint, StandIn.RootUser, StandIn.RootPassword);
        }

        await Server.MakeUserAsync(LimitedUser, LimitedSecret, LeastRights);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.RemoveUserAsync(LimitedUser);
        Server.Dispose();
        if (StandIn is not null)
        {
            await StandIn.DisposeAsync();
        }
    }
}
