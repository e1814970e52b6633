using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

public sealed class CheckTests(MotoFixture fixture) : S3Test(fixture)
{
    [Fact]
    public async Task A_right_plan_passes_and_says_what_it_could_not_look_at()
    {
        var report = await Provisioner.CheckAsync(Plan, Cancellation);
        Assert.Empty(report.Failures);
        Assert.Equal(["iam:CreateUser", "s3:CreateBucket"], report.Findings.Where(finding => finding.NotCheckedReason is not null).Select(finding => finding.Subject));
        Assert.DoesNotContain(await Operator.UsersAsync("mendix-check-"), _ => true);
    }

    [Theory]
    [InlineData("iam:PutUserPolicy")]
    [InlineData("iam:DeleteUserPolicy")]
    [InlineData("iam:DeleteUser")]
    [InlineData("iam:CreateAccessKey")]
    [InlineData("iam:DeleteAccessKey")]
    [InlineData("s3:DeleteBucket")]
    public async Task A_missing_right_is_named(string right)
    {
        var policy = AdminPolicies.RowD(Server.AccountId).Replace($"\"{right}\"", "\"iam:GetUser\"", StringComparison.Ordinal);
        var report = await Provisioner.CheckAsync(PlanOf(await Operator.MakeAdminAsync($"admin-{Guid.NewGuid():N}", policy)), Cancellation);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(right, failure.Subject);
        Assert.Contains(right, failure.Failure!.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_are_wrong_are_told_apart()
    {
        var unknown = await Provisioner.CheckAsync(Plan with { AccessKeyId = "AKIAUNKNOWN000000000" }, Cancellation);
        Assert.Contains("is not known", Assert.Single(unknown.Failures).Failure!.Problem, StringComparison.Ordinal);
        var wrong = await Provisioner.CheckAsync(Plan with { SecretAccessKey = new SecretValue("a-wrong-secret") }, Cancellation);
        var failure = Assert.Single(wrong.Failures);
        Assert.Equal("credentials", failure.Subject);
        Assert.Contains("secret", failure.Failure!.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_of_another_partition_is_told()
    {
        var report = await Provisioner.CheckAsync(Plan with { Region = "cn-north-1", StsEndpoint = Server.Url }, Cancellation);
        Assert.NotEmpty(report.Failures);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_transient()
    {
        var report = await Provisioner.CheckAsync(Plan with { StsEndpoint = "http://127.0.0.1:9" }, Cancellation);
        var failure = Assert.Single(report.Findings);
        Assert.Equal("reachable", failure.Subject);
        Assert.Equal(FailureKind.Transient, failure.Failure!.Kind);
    }
}
