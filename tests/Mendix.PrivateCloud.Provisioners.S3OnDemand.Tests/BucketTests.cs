using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

public sealed class BucketTests(MotoFixture fixture) : S3Test(fixture)
{
    [Fact]
    public async Task Versions_delete_markers_and_uploads_go_with_the_bucket()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Operator.S3.PutBucketVersioningAsync(
            new PutBucketVersioningRequest { BucketName = NameOf(tenant), VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled } }, Cancellation);
        await WriteAsync(settings, "a/b c+d%é", "one");
        await WriteAsync(settings, "a/b c+d%é", "two");
        await AsRuntimeAsync(settings, (client, bucket, _) => client.DeleteObjectAsync(bucket, "a/b c+d%é", Cancellation));
        await AsRuntimeAsync(settings, (client, bucket, _) => client.InitiateMultipartUploadAsync(bucket, "upload", Cancellation));
        Assert.Equal(3, (await Operator.KeysInAsync(NameOf(tenant))).Count);

        Recorder.Requests.Clear();
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
        Assert.Contains(Recorder.Requests, request => request.Contains("DELETE", StringComparison.Ordinal) && request.Contains("/upload?uploadId=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_files_than_one_page_holds_are_removed()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Parallel.ForEachAsync(Enumerable.Range(0, 1005), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (index, token) =>
            await Operator.S3.PutObjectAsync(new PutObjectRequest { BucketName = NameOf(tenant), Key = $"file-{index}", ContentBody = "" }, token));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task Files_stay_when_the_plan_says_so_and_nobody_can_delete_them()
    {
        var plan = Plan with { PreventDataDeletion = true };
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Equal("false", settings["com.mendix.storage.PerformDeleteFromStorage"]);
        await WriteAsync(settings, "file");
        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => AsRuntimeAsync(settings, (client, bucket, _) => client.DeleteObjectAsync(bucket, "file", Cancellation)));

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Equal(["bucket NAME", "object file"], await AnonymousTracesAsync(tenant));

        var again = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        Assert.Equal("text", await ReadAsync(again, "file"));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task A_bucket_of_another_account_is_refused_and_left_as_it_is()
    {
        var tenant = NewTenant();
        using var stranger = AwsOperator.Client(Server, Server.Stranger);
        await stranger.PutBucketAsync(NameOf(tenant), Cancellation);
        await stranger.PutObjectAsync(new PutObjectRequest { BucketName = NameOf(tenant), Key = "theirs", ContentBody = "x" }, Cancellation);

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Conflict, refusal.Kind);
        Assert.Contains(NameOf(tenant), refusal.Problem, StringComparison.Ordinal);
        Assert.Empty(await TracesAsync(tenant));

        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Contains(Log.Lines, line => line.Contains("belongs to another AWS account", StringComparison.Ordinal));
        Assert.Equal("theirs", Assert.Single((await stranger.ListObjectsV2Async(new ListObjectsV2Request { BucketName = NameOf(tenant) }, Cancellation)).S3Objects).Key);
    }

    [Theory]
    [InlineData("us-east-1", "")]
    [InlineData("eu-west-1", "eu-west-1")]
    [InlineData("ap-southeast-2", "ap-southeast-2")]
    public async Task Buckets_are_made_in_the_plans_region(string region, string location)
    {
        var plan = Plan with { Region = region };
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Equal(region, settings["com.mendix.storage.s3.Region"]);
        Assert.Equal(location, (await Operator.S3.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = NameOf(tenant) }, Cancellation)).Location?.Value ?? "");
        await WriteAsync(await Provisioner.ProvisionAsync(plan, tenant, Cancellation), "file");
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-central-1")]
    public async Task A_provision_that_failed_for_good_takes_back_what_it_made_and_nothing_else(string region)
    {
        var limited = await Operator.MakeAdminAsync($"admin-{Guid.NewGuid():N}", AdminPolicies.RowD(Server.AccountId).Replace("\"iam:CreateAccessKey\",", "", StringComparison.Ordinal));
        var tenant = NewTenant();
        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(PlanOf(limited) with { Region = region }, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Contains("CreateAccessKey", refusal.Problem, StringComparison.Ordinal);
        Assert.Empty(await TracesAsync(tenant));

        var settings = await Provisioner.ProvisionAsync(Plan with { Region = region }, tenant, Cancellation);
        await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(PlanOf(limited) with { Region = region }, tenant, Cancellation));
        await WriteAsync(settings, "file");
        Assert.Equal(4, (await TracesAsync(tenant)).Count);
    }
}
