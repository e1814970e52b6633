using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>What can be written into a plan and into the options, and what is said about what cannot.</summary>
public sealed class PlanTests(MinioFixture fixture) : MinioTest(fixture)
{
    [Fact]
    public void A_whole_plan()
    {
        var plan = (MinioPlan)Provisioner.BindPlan(Values(new JsonObject
        {
            ["endpoint"] = "https://minio.example.com",
            ["accessKey"] = "provisioner",
            ["region"] = "eu-west-1",
            ["preventDataDeletion"] = true,
        }));
        Assert.Equal(("https://minio.example.com", "provisioner", "eu-west-1", true), (plan.Endpoint, plan.AccessKey, plan.Region, plan.PreventDataDeletion));
        Assert.Equal("canary-secret", plan.SecretKey!.Reveal());
    }

    [Theory]
    [InlineData("http://10.0.0.1:9000")]
    [InlineData("http://[::1]:9000/")]
    [InlineData("https://minio")]
    public void Endpoints_that_are_right(string endpoint) => Bind(endpoint);

    [Theory]
    [InlineData("minio.example.com:9000", "begin it with https:// or http://")]
    [InlineData("ftp://minio.example.com", "only https:// and http:// are known")]
    [InlineData("https://minio.example.com/bucket", "leave out what follows host and port")]
    [InlineData("https://minio.example.com?x=y", "leave out what follows host and port")]
    [InlineData("https://", "is not the URL of a server")]
    [InlineData("https://min io", "is not the URL of a server")]
    public void Endpoints_that_are_wrong(string endpoint, string problem)
    {
        var error = Assert.Single(Assert.Throws<PlanException>(() => Bind(endpoint)).Errors);
        Assert.Equal("endpoint", error.Field);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(endpoint, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_in_an_endpoint_are_refused_and_not_repeated()
    {
        var failure = Assert.Throws<PlanException>(() => Bind("https://me:canary-key@minio.example.com"));
        Assert.DoesNotContain("canary-key", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("'accessKey'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_at_once()
    {
        var failure = Assert.Throws<PlanException>(() => Provisioner.BindPlan(PlanValues.Empty with { Parameters = new JsonObject { ["region"] = "a b", ["accessKey"] = "ab" } }));
        Assert.Equal(["accessKey", "endpoint", "region", "secretKey"], failure.Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(nameof(MinioOptions.MaxConnections))]
    [InlineData(nameof(MinioOptions.ConnectTimeout))]
    [InlineData(nameof(MinioOptions.RequestTimeout))]
    [InlineData(nameof(MinioOptions.RootCertificateFile))]
    public async Task Options_out_of_range_are_refused(string name)
    {
        await using var services = Compose(options => _ = name switch
        {
            nameof(MinioOptions.MaxConnections) => options.MaxConnections = 0,
            nameof(MinioOptions.ConnectTimeout) => (options.ConnectTimeout = TimeSpan.Zero).Days,
            nameof(MinioOptions.RequestTimeout) => (options.RequestTimeout = TimeSpan.FromDays(1)).Days,
            _ => (options.RootCertificateFile = "/nowhere").Length,
        });
        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStorageProvisioners>);
        Assert.Contains(name, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    private MinioPlan Bind(string endpoint) =>
        (MinioPlan)Provisioner.BindPlan(Values(new JsonObject { ["endpoint"] = endpoint, ["accessKey"] = "provisioner" }));

    private static PlanValues Values(JsonObject parameters) =>
        new(parameters, new Dictionary<string, SecretValue> { ["secretKey"] = new("canary-secret") });
}
