using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

public sealed class PlanTests : IDisposable
{
    private const string Arn = "arn:aws:iam::123456789012:policy/apps";

    private readonly ServiceProvider _services;

    public PlanTests()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddS3OnDemand().AddS3OnDemand("s3-archive", options => options.MaxConnections = 2);
        _services = services.BuildServiceProvider();
    }

    private IStorageProvisioners Provisioners => _services.GetRequiredService<IStorageProvisioners>();

    [Fact]
    public void A_second_registration_has_its_own_type() => Assert.Equal(["s3-archive", "s3-on-demand"], Provisioners.Types);

    [Fact]
    public void The_default_makes_bucket_and_policy()
    {
        var descriptor = Provisioners.Get("s3-on-demand").Descriptor;
        Assert.Equal(
            ["region", "accessKeyId", "secretAccessKey", "createBucket", "createInlinePolicy", "bucketName", "policyArn", "preventDataDeletion", "endpoint", "iamEndpoint", "stsEndpoint"],
            descriptor.Plan.Fields.Select(field => field.Name));
        Assert.Equal(["region", "accessKeyId", "secretAccessKey"], descriptor.Plan.Fields.Where(field => field.IsRequired).Select(field => field.Name));
        Assert.All(descriptor.Plan.Fields, field => Assert.False(string.IsNullOrEmpty(field.Description)));
        var plan = Assert.IsType<S3OnDemandPlan>(Bind([]));
        Assert.True(plan.CreateBucket && plan.CreateInlinePolicy && !plan.PreventDataDeletion);
    }

    [Theory]
    [InlineData(true, null, true, null, null)]
    [InlineData(false, "apps", true, null, null)]
    [InlineData(true, null, false, Arn, null)]
    [InlineData(false, "apps", false, Arn, null)]
    [InlineData(true, "apps", true, null, "bucketName: names an existing bucket")]
    [InlineData(false, null, true, null, "bucketName: is missing")]
    [InlineData(true, null, true, Arn, "policyArn: names an existing policy")]
    [InlineData(true, null, false, null, "policyArn: is missing")]
    [InlineData(false, "Apps", true, null, "bucketName: has the value 'Apps'")]
    [InlineData(false, "arn:aws:s3:::apps", true, null, "bucketName: has the value 'arn:aws:s3:::apps': write the bucket's name only")]
    [InlineData(true, null, false, "apps", "policyArn: is not the ARN of a policy")]
    public void The_flags_say_which_names_are_needed(bool createBucket, string? bucket, bool createPolicy, string? policy, string? fault)
    {
        var values = new JsonObject { ["createBucket"] = createBucket, ["createInlinePolicy"] = createPolicy };
        if (bucket is not null)
        {
            values["bucketName"] = bucket;
        }

        if (policy is not null)
        {
            values["policyArn"] = policy;
        }

        if (fault is null)
        {
            Bind(values);
        }
        else
        {
            Assert.StartsWith(fault, Assert.Single(Assert.Throws<PlanException>(() => Bind(values)).Errors).ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("region", "eu-central-1a", "not the name of a region")]
    [InlineData("region", "Frankfurt", "not the name of a region")]
    [InlineData("accessKeyId", "AKIA one", "is not the id of an access key")]
    [InlineData("endpoint", "s3.example.com", "is not a URL")]
    [InlineData("iamEndpoint", "https://user:pw@iam.example.com", "holds a user")]
    [InlineData("endpoint", "https://s3.example.com/bucket", "scheme, host and port only")]
    public void Values_of_another_form_are_refused(string field, string value, string words)
    {
        var error = Assert.Single(Assert.Throws<PlanException>(() => Bind(new() { [field] = value })).Errors);
        Assert.Equal(field, error.Field);
        Assert.Contains(words, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(":pw@", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-central-1", "https://iam.amazonaws.com", "https://sts.eu-central-1.amazonaws.com", "https://s3.eu-central-1.amazonaws.com", "https://apps.s3.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://iam.cn-north-1.amazonaws.com.cn", "https://sts.cn-north-1.amazonaws.com.cn", "https://s3.cn-north-1.amazonaws.com.cn", "https://apps.s3.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-east-1", "https://iam.us-gov.amazonaws.com", "https://sts.us-gov-east-1.amazonaws.com", "https://s3.us-gov-east-1.amazonaws.com", "https://apps.s3.us-gov-east-1.amazonaws.com")]
    [InlineData("eusc-de-east-1", "https://iam.eusc-de-east-1.amazonaws.eu", "https://sts.eusc-de-east-1.amazonaws.eu", "https://s3.eusc-de-east-1.amazonaws.eu", "https://apps.s3.eusc-de-east-1.amazonaws.eu")]
    public void Endpoints_follow_from_the_region(string region, string iam, string sts, string s3, string bucket)
    {
        var plan = new S3OnDemandPlan { Region = region };
        Assert.Equal([iam, sts, s3, bucket], [plan.IamUrl, plan.StsUrl, plan.Location.ServiceUrl, plan.Location.BucketUrl("apps")]);
        Assert.Equal($"{s3}/my.apps", plan.Location.BucketUrl("my.apps"));
    }

    [Fact]
    public void Options_out_of_range_are_told_at_once()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddS3OnDemand(options =>
            (options.MaxConnections, options.PropagationTimeout, options.RequestTimeout) = (0, TimeSpan.Zero, TimeSpan.FromHours(1)));
        using var provider = services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStorageProvisioners>());
        Assert.Equal(3, refusal.Failures.Count());
    }

    public void Dispose() => _services.Dispose();

    private object Bind(JsonObject parameters)
    {
        var all = new JsonObject { ["region"] = "eu-central-1", ["accessKeyId"] = "AKIAIOSFODNN7EXAMPLE" };
        foreach (var (name, value) in parameters)
        {
            all[name] = value?.DeepClone();
        }

        return Provisioners.Get("s3-on-demand").BindPlan(new PlanValues(all, new Dictionary<string, SecretValue> { ["secretAccessKey"] = new("secret-word") }));
    }
}
