using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Effects;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

/// <summary>What is not ours is neither adopted nor changed nor deleted; what is ours and drifted is mended.</summary>
public sealed class OwnershipTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    [Theory]
    [InlineData(null, "it bears no mark")]
    [InlineData("mendix-private-cloud/2f1c apps/crm", "another environment (2f1c apps/crm)")]
    [InlineData("by hand", "a foreign comment")]
    public async Task A_foreign_container_with_our_name_is_refused_and_left_alone(string? mark, string owner)
    {
        var tenant = NewTenant();
        await ContainerOf(tenant).CreateAsync(
            metadata: mark is null ? null : new Dictionary<string, string> { ["mendixprivatecloud"] = mark }, cancellationToken: Cancellation);
        await ContainerOf(tenant).WriteAsync("foreign.txt", "of another");
        var before = await TracesAsync(tenant);

        foreach (var withKey in new[] { false, true })
        {
            var observer = new CrashingObserver();
            var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(As(withKey), tenant, observer, Cancellation));
            Assert.Equal(FailureKind.Conflict, refusal.Kind);
            Assert.StartsWith($"The container {NameOf(tenant)}", refusal.Problem, StringComparison.Ordinal);
            Assert.Contains(owner, refusal.Problem, StringComparison.Ordinal);

            await Provisioner.DeprovisionAsync(As(withKey), tenant, observer, Cancellation);
            Assert.Empty(observer.Effects);
            Assert.Equal(before, await TracesAsync(tenant));
        }

        Assert.Contains(Log.Lines, line => line.StartsWith("1501 Warning", StringComparison.Ordinal) && line.Contains("left alone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rl", null, 2999)]
    [InlineData("rcwdl", null, 2999)]
    [InlineData("rcwdl", 2000, 9999)]
    [InlineData("rcwdlx", null, 9999)]
    public async Task A_policy_that_was_changed_is_mended_and_the_signature_stays(string permissions, int? from, int until)
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var before = await TracesAsync(tenant);
        var policy = Assert.Single((await ContainerOf(tenant).GetAccessPolicyAsync(cancellationToken: Cancellation)).Value.SignedIdentifiers);
        policy.AccessPolicy = new BlobAccessPolicy
        {
            Permissions = permissions,
            PolicyStartsOn = from is { } year ? new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero) : null,
            PolicyExpiresOn = new DateTimeOffset(until, 12, 31, 0, 0, 0, TimeSpan.Zero),
        };
        await ContainerOf(tenant).SetAccessPolicyAsync(PublicAccessType.None, [policy], cancellationToken: Cancellation);
        Assert.NotEqual(before, await TracesAsync(tenant));

        var mended = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
        Assert.Equal(settings.Select(setting => setting), mended.Select(setting => setting));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_container_that_was_opened_to_the_public_is_closed(bool withKey)
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(As(withKey), tenant, Cancellation);
        var before = await TracesAsync(tenant);
        var policies = (await ContainerOf(tenant).GetAccessPolicyAsync(cancellationToken: Cancellation)).Value.SignedIdentifiers;
        await ContainerOf(tenant).SetAccessPolicyAsync(PublicAccessType.Blob, policies, cancellationToken: Cancellation);

        await Provisioner.ProvisionAsync(As(withKey), tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
    }

    [Fact]
    public async Task Policies_that_were_removed_by_hand_are_made_anew()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await ContainerOf(tenant).SetAccessPolicyAsync(PublicAccessType.None, [], cancellationToken: Cancellation);
        Assert.False(await Application.IsLetInAsync(settings));

        Assert.True(await Application.IsLetInAsync(await Provisioner.ProvisionAsync(Plan, tenant, Cancellation)));
        Assert.False(await Application.IsLetInAsync(settings));
    }

    [Theory]
    [InlineData("O'Brien\"; <script>", "it's")]
    [InlineData("環境 \\ 😀 $$ *** ", "über\0null\n  two")]
    [InlineData("a-very-long-name-of-an-environment-that-does-not-fit-into-the-name-of-any-container-by-far", "apps")]
    public async Task Any_name_of_an_environment_works(string environment, string @namespace)
    {
        var tenant = NewTenant(environment, @namespace);
        await Application.Open(await Provisioner.ProvisionAsync(Plan, tenant, Cancellation)).WriteAsync("file", "content");
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }
}
