using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Moto;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

/// <summary>The original's modes A, E and F, each with an account that has exactly the rights of its row.</summary>
public sealed class ModeTests(MotoFixture fixture) : S3Test(fixture)
{
    private readonly string _bucket = $"shared-{Guid.NewGuid():N}";

    [Fact]
    public async Task F_a_prefix_in_an_existing_bucket_with_an_inline_policy()
    {
        var plan = PlanOf(await AdminAsync(AdminPolicies.RowF(Server.AccountId))) with { CreateBucket = false, BucketName = _bucket };
        await LiveAsync(plan, $"{Server.Url}/{_bucket}");
        await CrashEverywhereAsync(plan);
    }

    [Fact]
    public async Task A_a_prefix_in_an_existing_bucket_with_an_existing_policy()
    {
        var plan = await PlanOfAAsync(AdminPolicies.SelfListingTemplate(_bucket, Server.AccountId));
        await LiveAsync(plan, $"{Server.Url}/{_bucket}");
        await CrashEverywhereAsync(await MayListAsync(plan));
    }

    [Fact]
    public async Task E_a_bucket_of_its_own_with_an_existing_policy()
    {
        var arn = await PolicyAsync(AdminPolicies.SelfListingTemplate("${aws:username}", Server.AccountId));
        var plan = PlanOf(await AdminAsync(AdminPolicies.RowE(Server.AccountId, arn))) with { CreateInlinePolicy = false, PolicyArn = arn };
        await LiveAsync(plan, expectedEndPoint: null);
    }

    [Fact]
    public async Task With_an_existing_policy_unknown_keys_need_the_right_to_list()
    {
        var plan = await PlanOfAAsync(AdminPolicies.Template(_bucket));
        await Operator.S3.PutBucketAsync(_bucket, Cancellation);
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Contains("iam:ListAccessKeys", refusal.Remedy, StringComparison.Ordinal);
        // What is left opens nothing.
        Assert.Equal(["user NAME keys=1"], await AnonymousTracesAsync(tenant));

        await Provisioner.DeprovisionAsync(await MayListAsync(plan), tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task With_the_right_to_list_no_right_is_lent_to_anybody_but_for_emptying()
    {
        var plan = PlanOf(await AdminAsync(AdminPolicies.RowD(Server.AccountId), AdminPolicies.MayList(Server.AccountId)));
        await CrashEverywhereAsync(plan);
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Recorder.Requests.Clear();
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.DoesNotContain(Recorder.Requests, request => request.Contains("Action=PutUserPolicy", StringComparison.Ordinal));
        Assert.Empty(await TracesAsync(tenant));
    }

    private async Task<MotoKey> AdminAsync(params string[] policies) => await Operator.MakeAdminAsync($"admin-{Guid.NewGuid():N}", policies);

    private async Task<S3OnDemandPlan> PlanOfAAsync(string template)
    {
        var arn = await PolicyAsync(template);
        return PlanOf(await AdminAsync(AdminPolicies.RowA(Server.AccountId, arn))) with
        {
            CreateBucket = false,
            BucketName = _bucket,
            CreateInlinePolicy = false,
            PolicyArn = arn,
        };
    }

    private async Task<S3OnDemandPlan> MayListAsync(S3OnDemandPlan plan)
    {
        var able = PlanOf(await AdminAsync(AdminPolicies.RowA(Server.AccountId, plan.PolicyArn!), AdminPolicies.MayList(Server.AccountId)));
        return plan with { AccessKeyId = able.AccessKeyId, SecretAccessKey = able.SecretAccessKey };
    }

    private async Task<string> PolicyAsync(string document) =>
        (await Operator.IamAsync("CreatePolicy", ("PolicyName", $"template-{Guid.NewGuid():N}"), ("PolicyDocument", document)))["Arn"]!;

    private async Task LiveAsync(S3OnDemandPlan plan, string? expectedEndPoint)
    {
        await Operator.S3.PutBucketAsync(_bucket, Cancellation);
        await Operator.S3.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = "foreign", ContentBody = "x" }, Cancellation);
        var (tenant, neighbour) = (NewTenant(), NewTenant());
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        var others = await Provisioner.ProvisionAsync(plan, neighbour, Cancellation);
        Assert.Equal(expectedEndPoint ?? $"{Server.Url}/{NameOf(tenant)}", settings["com.mendix.storage.s3.EndPoint"]);
        Assert.Equal(NameOf(tenant), settings["com.mendix.storage.s3.BucketName"]);
        await WriteAsync(settings, "files/one", "hello");
        await WriteAsync(others, "files/two", "mine");
        Assert.Equal("hello", await ReadAsync(settings, "files/one"));
        await Assert.ThrowsAnyAsync<Amazon.S3.AmazonS3Exception>(() => AsRuntimeAsync(settings, (client, _, _) =>
            client.GetObjectAsync(plan.BucketName ?? NameOf(neighbour), $"{NameOf(neighbour)}/files/two", Cancellation)));

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
        Assert.Equal("mine", await ReadAsync(others, "files/two"));
        await Provisioner.DeprovisionAsync(plan, neighbour, Cancellation);
        Assert.Empty(await TracesAsync(neighbour));
        Assert.Equal(["foreign"], await Operator.KeysInAsync(_bucket));
    }

    private async Task CrashEverywhereAsync(S3OnDemandPlan plan)
    {
        for (var (point, crashed) = (0, true); crashed; point++)
        {
            var tenant = NewTenant();
            crashed = await CrashAsync(observer => Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation), point);
            await WriteAsync(await Provisioner.ProvisionAsync(plan, tenant, Cancellation), "file");
            crashed |= await CrashAsync(observer => Provisioner.DeprovisionAsync(plan, tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(tenant));
        }
    }
}
