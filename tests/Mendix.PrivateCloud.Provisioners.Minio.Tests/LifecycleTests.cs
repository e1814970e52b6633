using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Effects;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>From nothing to a bucket in use and back to nothing.</summary>
public sealed class LifecycleTests(MinioFixture fixture) : MinioTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_environment_gets_a_bucket_of_its_own_and_leaves_nothing_behind(bool limited)
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        await WriteAsync(settings, "files/a b+c.txt", "hello");
        Assert.Equal("hello", await ReadAsync(settings, "files/a b+c.txt"));
        Assert.Equal(3, (await TracesAsync(tenant)).Count);

        await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
        Assert.False(await CanLogInAsync(settings));
    }

    [Fact]
    public async Task The_runtime_is_told_what_it_needs()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan with { Endpoint = $"{Server.Endpoint}/" }, tenant, Cancellation);
        Assert.Equal("com.mendix.storage.s3", settings["com.mendix.core.StorageService"]);
        Assert.Equal(Server.Endpoint, settings["com.mendix.storage.s3.EndPoint"]);
        Assert.Equal("us-east-1", settings["com.mendix.storage.s3.Region"]);
        Assert.Equal(NameOf(tenant), settings["com.mendix.storage.s3.BucketName"]);
        Assert.Equal($"{NameOf(tenant)}-a", settings["com.mendix.storage.s3.AccessKeyId"]);
        Assert.Equal(40, settings["com.mendix.storage.s3.SecretAccessKey"]!.Length);
        Assert.Equal(6, settings.Count);
        Assert.Equal("com.mendix.storage.s3.SecretAccessKey", Assert.Single(settings, setting => setting.IsSecret).Name);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeat_keeps_the_files_and_changes_the_secret(bool limited)
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        await WriteAsync(first, "kept", "kept");
        var before = await TracesAsync(tenant);

        var second = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
        Assert.Equal("kept", await ReadAsync(second, "kept"));
        Assert.False(await CanLogInAsync(first));
        await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removal_takes_versions_markers_and_unfinished_uploads_along(bool limited)
    {
        var tenant = NewTenant();
        var bucket = NameOf(tenant);
        var settings = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        await WriteAsync(settings, "old", "before versioning");
        await Server.S3.PutBucketVersioningAsync(
            new PutBucketVersioningRequest { BucketName = bucket, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled } }, Cancellation);
        for (var i = 0; i < 3; i++)
        {
            await WriteAsync(settings, "old", i.ToString(CultureInfo.InvariantCulture));
            await WriteAsync(settings, $"ünïcode/&<>\"'%20+ {i}", "x");
        }

        await Server.S3.DeleteObjectAsync(bucket, "old", Cancellation);
        await Server.S3.InitiateMultipartUploadAsync(bucket, "unfinished", Cancellation);

        await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task Removal_goes_through_many_pages()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        using var s3 = Connect(settings);
        await Parallel.ForAsync(0, 1100, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (i, cancellationToken) =>
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = NameOf(tenant), Key = $"file-{i}", ContentBody = "" }, cancellationToken));

        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Data_stay_when_they_are_to_stay_and_are_found_again(bool limited)
    {
        var tenant = NewTenant();
        var plan = As(limited) with { PreventDataDeletion = true };
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Equal("false", settings["com.mendix.storage.PerformDeleteFromStorage"]);
        await WriteAsync(settings, "kept", "kept");

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.StartsWith($"bucket {NameOf(tenant)} mendix-private-cloud=", Assert.Single(await TracesAsync(tenant)), StringComparison.Ordinal);
        Assert.False(await CanLogInAsync(settings));

        settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Equal("kept", await ReadAsync(settings, "kept"));
        await Provisioner.DeprovisionAsync(plan with { PreventDataDeletion = false }, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task What_a_failed_provisioning_made_is_taken_back_also_where_data_are_to_stay()
    {
        var tenant = NewTenant();
        var observer = new CrashingObserver(dieAt: 7, instead: () => throw new ProvisioningException(FailureKind.Configuration, "It failed.", "For good."));
        await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(LimitedPlan with { PreventDataDeletion = true }, tenant, observer, Cancellation));
        Assert.Empty(await TracesAsync(tenant));
    }
}
