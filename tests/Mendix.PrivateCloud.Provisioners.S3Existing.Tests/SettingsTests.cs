using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Tests;

/// <summary>What the runtime is told, and which plans are refused. No server is asked.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly ServiceProvider _services;

    public SettingsTests()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddS3Existing().AddS3Existing("s3-archive", options => options.MaxConnections = 1);
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IStorageProvisioners Provisioners => _services.GetRequiredService<IStorageProvisioners>();

    private IStorageProvisioner Provisioner => Provisioners.Get("s3-existing");

    [Fact]
    public void A_second_registration_has_its_own_type() => Assert.Equal(["s3-archive", "s3-existing"], Provisioners.Types);

    [Theory]
    [InlineData(null, "apps", null, "https://s3.eu-west-1.amazonaws.com", "apps")]
    [InlineData(null, "apps", "a/b", "https://apps.s3.eu-west-1.amazonaws.com", "a/b")]
    [InlineData(null, "my.apps", "a", "https://s3.eu-west-1.amazonaws.com/my.apps", "a")]
    [InlineData("https://s3.example.com/", "apps", null, "https://s3.example.com", "apps")]
    [InlineData("https://s3.example.com:9000", "apps", "a", "https://s3.example.com:9000/apps", "a")]
    public async Task Bucket_and_folder_stand_where_the_runtime_looks_for_them(string? endpoint, string bucket, string? prefix, string expectedEndPoint, string name)
    {
        var plan = Plan with { Endpoint = endpoint, BucketName = bucket, Prefix = prefix };
        var settings = await Provisioner.ProvisionAsync(plan, new Tenant("apps", "crm", "1"), Cancellation);
        Assert.Equal("com.mendix.storage.s3", settings["com.mendix.core.StorageService"]);
        Assert.Equal(expectedEndPoint, settings["com.mendix.storage.s3.EndPoint"]);
        Assert.Equal(name, settings["com.mendix.storage.s3.BucketName"]);
        Assert.Equal("eu-west-1", settings["com.mendix.storage.s3.Region"]);
        Assert.Equal("AKIAEXAMPLE", settings["com.mendix.storage.s3.AccessKeyId"]);
        Assert.Equal("secret-word", settings["com.mendix.storage.s3.SecretAccessKey"]);
        Assert.Null(settings["com.mendix.storage.PerformDeleteFromStorage"]);
        Assert.EndsWith("SecretAccessKey", Assert.Single(settings, setting => setting.IsSecret).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_environment_has_a_folder_of_its_own_if_the_plan_says_so()
    {
        var plan = Plan with { GeneratePrefix = true, PreventDataDeletion = true };
        var one = await Provisioner.ProvisionAsync(plan, new Tenant("apps", "crm", "1"), Cancellation);
        var two = await Provisioner.ProvisionAsync(plan, new Tenant("apps", "crm", "2"), Cancellation);
        Assert.StartsWith("mendix-crm-", one["com.mendix.storage.s3.BucketName"], StringComparison.Ordinal);
        Assert.NotEqual(one["com.mendix.storage.s3.BucketName"], two["com.mendix.storage.s3.BucketName"]);
        Assert.Equal("false", one["com.mendix.storage.PerformDeleteFromStorage"]);
    }

    [Theory]
    [InlineData("prefix", "/a", "is no folder")]
    [InlineData("prefix", "a/", "is no folder")]
    [InlineData("prefix", "a//b", "is no folder")]
    [InlineData("prefix", "a/../b", "is no folder")]
    [InlineData("prefix", "a b", "is no folder")]
    [InlineData("bucketName", "https://apps.s3.amazonaws.com", "not a URL")]
    [InlineData("region", "eu-west", "not the name of a region")]
    [InlineData("endpoint", "https://s3.example.com/apps", "scheme, host and port only")]
    public void Values_of_another_form_are_refused(string field, string value, string words)
    {
        var error = Assert.Single(Assert.Throws<PlanException>(() => Bind(field, value)).Errors);
        Assert.Equal(field, error.Field);
        Assert.Contains(words, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_and_a_generated_folder_exclude_each_other()
    {
        var error = Assert.Single(Assert.Throws<PlanException>(() => Bind("prefix", "a", generate: true)).Errors);
        Assert.Equal("prefix", error.Field);
        Assert.Contains("leave one of the two out", error.Problem, StringComparison.Ordinal);
    }

    public void Dispose() => _services.Dispose();

    private static S3ExistingPlan Plan => new()
    {
        Region = "eu-west-1",
        BucketName = "apps",
        AccessKeyId = "AKIAEXAMPLE",
        SecretAccessKey = new SecretValue("secret-word"),
    };

    private object Bind(string field, string value, bool generate = false)
    {
        var parameters = new JsonObject { ["region"] = "eu-west-1", ["bucketName"] = "apps", ["accessKeyId"] = "AKIAEXAMPLE", ["generatePrefix"] = generate };
        parameters[field] = value;
        return Provisioner.BindPlan(new PlanValues(parameters, new Dictionary<string, SecretValue> { ["secretAccessKey"] = new("secret-word") }));
    }
}
