using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>An environment may use its own bucket, and nothing else.</summary>
public sealed class IsolationTests(MinioFixture fixture) : MinioTest(fixture)
{
    [Fact]
    public async Task An_environment_reaches_nothing_of_another()
    {
        var (mine, other) = (NewTenant(), NewTenant());
        var settings = await Provisioner.ProvisionAsync(LimitedPlan, mine, Cancellation);
        var others = await Provisioner.ProvisionAsync(LimitedPlan, other, Cancellation);
        await WriteAsync(others, "secret", "secret");
        using var s3 = Connect(settings);
        await RefusedAsync(() => s3.GetObjectAsync(NameOf(other), "secret", Cancellation));
        await RefusedAsync(() => s3.DeleteObjectAsync(NameOf(other), "secret", Cancellation));
        await RefusedAsync(() => s3.PutObjectAsync(new PutObjectRequest { BucketName = NameOf(other), Key = "new", ContentBody = "" }, Cancellation));
        await RefusedAsync(() => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = NameOf(other) }, Cancellation));
        await RefusedAsync(() => s3.CopyObjectAsync(NameOf(other), "secret", NameOf(mine), "copy", Cancellation));
        await RefusedAsync(() => s3.PutBucketAsync($"{NameOf(mine)}-new", Cancellation));
        await RefusedAsync(() => s3.DeleteBucketAsync(NameOf(mine), Cancellation));
        await RefusedAsync(() => s3.DeleteBucketTaggingAsync(NameOf(mine), Cancellation));
        Assert.Equal([NameOf(mine)], (await s3.ListBucketsAsync(Cancellation)).Buckets.Select(bucket => bucket.BucketName));

        await Provisioner.DeprovisionAsync(LimitedPlan, mine, Cancellation);
        Assert.Equal("secret", await ReadAsync(others, "secret"));
        await Provisioner.DeprovisionAsync(LimitedPlan, other, Cancellation);
    }

    [Fact]
    public async Task A_bucket_whose_name_begins_alike_is_another_bucket()
    {
        var tenant = NewTenant();
        using var s3 = Connect(await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation));
        var neighbours = (string[])[$"{NameOf(tenant)}2", $"{NameOf(tenant)}-a", NameOf(tenant)[..^8]];
        foreach (var neighbour in neighbours)
        {
            await Server.S3.PutBucketAsync(neighbour, Cancellation);
            await Server.S3.PutObjectAsync(new PutObjectRequest { BucketName = neighbour, Key = "secret", ContentBody = "secret" }, Cancellation);
            await RefusedAsync(() => s3.GetObjectAsync(neighbour, "secret", Cancellation));
            await RefusedAsync(() => s3.PutObjectAsync(new PutObjectRequest { BucketName = neighbour, Key = "new", ContentBody = "" }, Cancellation));
            await RefusedAsync(() => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = neighbour }, Cancellation));
        }

        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        foreach (var neighbour in neighbours)
        {
            await Server.S3.DeleteObjectAsync(neighbour, "secret", Cancellation);
            await Server.S3.DeleteBucketAsync(neighbour, Cancellation);
        }
    }

    [Fact]
    public async Task An_environment_can_do_what_an_application_does()
    {
        var tenant = NewTenant();
        var bucket = NameOf(tenant);
        using var s3 = Connect(await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation));
        var upload = await s3.InitiateMultipartUploadAsync(bucket, "large", Cancellation);
        var part = await s3.UploadPartAsync(
            new UploadPartRequest { BucketName = bucket, Key = "large", UploadId = upload.UploadId, PartNumber = 1, InputStream = new MemoryStream(new byte[5 << 20]) }, Cancellation);
        Assert.Single((await s3.ListPartsAsync(bucket, "large", upload.UploadId, Cancellation)).Parts);
        await s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = "large", UploadId = upload.UploadId, PartETags = [new PartETag(1, part.ETag)] }, Cancellation);
        Assert.Equal(5 << 20, (await s3.GetObjectMetadataAsync(bucket, "large", Cancellation)).ContentLength);
        var dropped = await s3.InitiateMultipartUploadAsync(bucket, "dropped", Cancellation);
        await s3.AbortMultipartUploadAsync(bucket, "dropped", dropped.UploadId, Cancellation);
        await s3.CopyObjectAsync(bucket, "large", bucket, "copy", Cancellation);
        Assert.Equal(["copy", "large"], (await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation)).S3Objects.Select(item => item.Key));
        await s3.DeleteObjectAsync(bucket, "copy", Cancellation);
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
    }

    [Fact]
    public async Task An_environment_cannot_change_its_own_account()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var user = settings["com.mendix.storage.s3.AccessKeyId"]!;
        var admin = Server.ConnectAdmin(user, settings["com.mendix.storage.s3.SecretAccessKey"]!);
        foreach (var call in (AdminCall[])
            [
                AdminCalls.PutUser(user, SecretValue.Random()),
                AdminCalls.PutUser("another-user", SecretValue.Random()),
                AdminCalls.PutPolicy(NameOf(tenant), """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]}]}"""),
                AdminCalls.AttachPolicy("consoleAdmin", user),
                AdminCalls.LookAtServer,
                new AdminCall(HttpMethod.Put, "add-service-account", "") { Body = "{\"targetUser\":\"", Secret = new SecretValue(user), BodyTail = "\"}" },
            ])
        {
            Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<ServerRefusal>(() => admin.SendAsync(call, Cancellation))).Code);
        }

        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
    }

    private static async Task RefusedAsync(Func<Task> request) =>
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AmazonS3Exception>(request)).ErrorCode);
}
