using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Buckets;
using Mendix.PrivateCloud.Provisioners.Minio.Policies;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>What bears one of our names and is not ours stays as it is; what we left half made is ours.</summary>
public sealed class OwnershipTests(MinioFixture fixture) : MinioTest(fixture)
{
    private const string Nothing = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::nothing/*"]}]}""";

    [Theory]
    [InlineData("bucket")]
    [InlineData("tagged bucket")]
    [InlineData("policy")]
    [InlineData("marked policy")]
    [InlineData("user")]
    [InlineData("user of the other slot")]
    [InlineData("user with another policy")]
    public async Task What_is_foreign_is_refused_and_left(string thing)
    {
        var tenant = NewTenant();
        var name = NameOf(tenant);
        var stranger = TenantMark.Of(NewTenant());
        switch (thing)
        {
            case "bucket":
                await Server.S3.PutBucketAsync(name, Cancellation);
                break;
            case "tagged bucket":
                await Server.S3.PutBucketAsync(name, Cancellation);
                await Server.S3.PutBucketTaggingAsync(
                    new PutBucketTaggingRequest { BucketName = name, TagSet = [new Tag { Key = MinioBuckets.MarkTag, Value = stranger }] }, Cancellation);
                break;
            case "policy":
                await Server.Admin.SendAsync(AdminCalls.PutPolicy(name, Nothing), Cancellation);
                break;
            case "marked policy":
                await Server.Admin.SendAsync(AdminCalls.PutPolicy(name, TenantPolicy.Document(name, stranger)), Cancellation);
                break;
            case "user":
                await Server.MakeUserAsync($"{name}-a", "a-foreign-secret");
                break;
            case "user of the other slot":
                await Server.MakeUserAsync($"{name}-b", "a-foreign-secret");
                break;
            default:
                await Server.MakeUserAsync($"{name}-a", "a-foreign-secret", Nothing);
                break;
        }

        var before = await TracesAsync(tenant);
        Assert.NotEmpty(before);
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation));
        Assert.Equal(FailureKind.Conflict, failure.Kind);
        Assert.Equal(before, await TracesAsync(tenant));

        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
        await CleanAsync(name);
    }

    [Fact]
    public async Task A_bucket_without_tag_beside_our_policy_is_ours_only_while_it_is_empty()
    {
        var tenant = NewTenant();
        var name = NameOf(tenant);
        await Server.Admin.SendAsync(AdminCalls.PutPolicy(name, TenantPolicy.Document(name, TenantMark.Of(tenant))), Cancellation);
        await Server.S3.PutBucketAsync(name, Cancellation);
        await Server.S3.PutObjectAsync(new PutObjectRequest { BucketName = name, Key = "foreign", ContentBody = "foreign" }, Cancellation);
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation));
        Assert.Equal(FailureKind.Conflict, failure.Kind);

        await Server.S3.DeleteObjectAsync(name, "foreign", Cancellation);
        await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task What_an_administrator_added_stays()
    {
        var tenant = NewTenant();
        var name = NameOf(tenant);
        var settings = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var user = settings["com.mendix.storage.s3.AccessKeyId"]!;
        await Server.Admin.SendAsync(AdminCalls.AttachPolicy($"{name},readonly", user), Cancellation);
        await Server.S3.PutBucketTaggingAsync(new PutBucketTaggingRequest
        {
            BucketName = name,
            TagSet = [new Tag { Key = "cost-centre", Value = "42" }, new Tag { Key = MinioBuckets.MarkTag, Value = TenantMark.Of(tenant) }],
        }, Cancellation);
        var before = await TracesAsync(tenant);

        await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_mended()
    {
        var tenant = NewTenant();
        var name = NameOf(tenant);
        await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var before = await TracesAsync(tenant);
        await Server.Admin.SendAsync(AdminCalls.PutPolicy(name, Nothing.Replace("\"Statement\"", $"\"ID\":\"{TenantMark.Of(tenant)}\",\"Statement\"", StringComparison.Ordinal)), Cancellation);
        await Server.Admin.SendAsync(new AdminCall(HttpMethod.Put, "set-user-status", "") { Parameters = [("accessKey", $"{name}-a"), ("status", "disabled")] }, Cancellation);

        var settings = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
        Assert.True(await CanLogInAsync(settings));
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
    }

    [Fact]
    public async Task A_policy_that_somebody_else_uses_is_not_torn_away()
    {
        var tenant = NewTenant();
        var name = NameOf(tenant);
        await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var foreigner = $"foreigner-{Guid.NewGuid():N}";
        await Server.MakeUserAsync(foreigner, "a-foreign-secret");
        await Server.Admin.SendAsync(AdminCalls.AttachPolicy(name, foreigner), Cancellation);
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation));
        Assert.Equal(FailureKind.Conflict, failure.Kind);

        await Server.RemoveUserAsync(foreigner);
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    private async Task CleanAsync(string name)
    {
        await Server.RemoveUserAsync($"{name}-a");
        await Server.RemoveUserAsync($"{name}-b");
        await Server.Admin.SendAsync(AdminCalls.RemovePolicy(name), Cancellation);
        await new MinioBuckets(Server.S3).DeleteAsync(name, Cancellation);
    }
}
