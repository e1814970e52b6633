using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

/// <summary>Signatures change without an instant at which none is accepted, and one that was withdrawn never comes back.</summary>
public sealed class RotationTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    [Fact]
    public async Task Whoever_has_the_old_signature_is_let_in_until_it_is_withdrawn()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Application.Open(current).WriteAsync("invoice.pdf", "content");

        for (var round = 0; round < 3; round++)
        {
            var old = current;
            using var told = new CancellationTokenSource();
            var entries = EnterAsync(old, told.Token);
            var renewed = await Rotator.RotateCredentialsAsync(Plan, tenant, old, Cancellation);
            Assert.Equal("content", await Application.Open(renewed).ReadAsync("invoice.pdf"));
            await told.CancelAsync();
            Assert.True(await entries > 0);

            var newEntries = EnterAsync(current = renewed, told.Token);
            await Rotator.WithdrawCredentialsAsync(Plan, tenant, current, Cancellation);
            await newEntries;
            Assert.True(await Application.IsLetInAsync(current));
            Assert.False(await Application.IsLetInAsync(old));
        }

        Assert.Equal(["policy mendix-b-*** rcwdl from  until 9999-12-31 00:00:00Z"], (await TracesAsync(tenant)).Where(trace => trace.StartsWith("policy", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rotation_that_was_given_up_does_not_come_back()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var givenUp = await Rotator.RotateCredentialsAsync(Plan, tenant, current, Cancellation);
        await Rotator.WithdrawCredentialsAsync(Plan, tenant, current, Cancellation);
        Assert.False(await Application.IsLetInAsync(givenUp));

        var renewed = await Rotator.RotateCredentialsAsync(Plan, tenant, current, Cancellation);
        Assert.False(await Application.IsLetInAsync(givenUp));
        Assert.True(await Application.IsLetInAsync(renewed));

        // A repeat replaces what the unfinished one made, and leaves what is in use.
        var repeated = await Rotator.RotateCredentialsAsync(Plan, tenant, current, Cancellation);
        Assert.False(await Application.IsLetInAsync(renewed));
        Assert.True(await Application.IsLetInAsync(repeated));
        Assert.True(await Application.IsLetInAsync(current));
    }

    [Fact]
    public async Task Access_policies_of_others_stay()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await AddPoliciesAsync(tenant, "backup");
        var renewed = await Rotator.RotateCredentialsAsync(Plan, tenant, current, Cancellation);
        await Rotator.WithdrawCredentialsAsync(Plan, tenant, renewed, Cancellation);

        Assert.Contains("policy backup r from 2020-01-01 00:00:00Z until 2999-01-01 00:00:00Z", await TracesAsync(tenant));
    }

    [Fact]
    public async Task More_access_policies_than_Azure_takes_are_refused_with_names()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await AddPoliciesAsync(tenant, "one", "two", "three", "four");
        var before = await TracesAsync(tenant);

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.RotateCredentialsAsync(Plan, tenant, current, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Contains("one, two, three, four", refusal.Remedy, StringComparison.Ordinal);
        Assert.Equal(before, await TracesAsync(tenant));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_accounts_key_is_not_ours_to_change(bool existing)
    {
        var plan = existing ? Plan with { ContainerName = "existing" } : KeyPlan;
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        foreach (var verb in new Func<Task>[]
        {
            () => Rotator.RotateCredentialsAsync(plan, tenant, settings, Cancellation),
            () => Rotator.WithdrawCredentialsAsync(plan, tenant, settings, Cancellation),
        })
        {
            var refusal = await Assert.ThrowsAsync<ProvisioningException>(verb);
            Assert.Equal(FailureKind.Configuration, refusal.Kind);
            Assert.Contains("accountKey", refusal.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_of_another_environment_are_refused()
    {
        var tenant = NewTenant();
        var own = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var other = await Provisioner.ProvisionAsync(Plan, NewTenant(), Cancellation);
        await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.RotateCredentialsAsync(Plan, tenant, other, Cancellation));
        await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.WithdrawCredentialsAsync(Plan, tenant, other, Cancellation));
        Assert.True(await Application.IsLetInAsync(own));
    }

    [Fact]
    public async Task A_rotation_waits_as_long_as_Azure_may_take_to_know_a_policy()
    {
        var time = new VirtualTimeProvider();
        await using var services = Compose(options => options.PolicySettleTime = TimeSpan.FromSeconds(30), time);
        var azure = services.GetRequiredService<IStorageProvisioners>().Get("azure-blob");
        var tenant = NewTenant();
        var current = await azure.ProvisionAsync(Plan, tenant, Cancellation);

        var rotation = ((ICredentialRotator)azure).RotateCredentialsAsync(Plan, tenant, current, Cancellation);
        await Eventually.TrueAsync(() => time.ArmedTimers > 0, "the rotation waits", Cancellation);
        Assert.False(rotation.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(30), time.UntilNextTimer);
        time.Advance(TimeSpan.FromSeconds(30));
        await rotation;
    }

    [Fact]
    public async Task A_signature_is_handed_out_when_it_is_accepted()
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        var time = new VirtualTimeProvider();
        await using var services = Compose(_ => { }, time);
        var refusals = 2;
        proxy.Answer = request => request.StartsWith("HEAD", StringComparison.Ordinal) && refusals-- > 0 ? (403, "AuthenticationFailed") : null;

        var provisioning = services.GetRequiredService<IStorageProvisioners>().Get("azure-blob")
            .ProvisionAsync(Plan with { Endpoint = proxy.Endpoint }, NewTenant(), Cancellation);
        for (var pause = 1; pause <= 2; pause++)
        {
            await Eventually.TrueAsync(() => time.ArmedTimers > 0, "it waits for the signature", Cancellation);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await provisioning;
        Assert.Equal(3, proxy.Requests.Count(request => request.StartsWith("HEAD", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_signature_that_is_never_accepted_is_told()
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        var time = new VirtualTimeProvider();
        await using var services = Compose(_ => { }, time);
        proxy.Answer = request => request.StartsWith("HEAD", StringComparison.Ordinal) ? (403, "AuthenticationFailed") : null;

        var provisioning = services.GetRequiredService<IStorageProvisioners>().Get("azure-blob")
            .ProvisionAsync(Plan with { Endpoint = proxy.Endpoint }, NewTenant(), Cancellation);
        await Eventually.TrueAsync(() => time.ArmedTimers > 0, "it waits for the signature", Cancellation);
        time.Advance(TimeSpan.FromMinutes(3));

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => provisioning);
        Assert.Equal(FailureKind.Transient, failure.Kind);
    }

    // As an application under load: any refusal ends it with an error.
    private static async Task<int> EnterAsync(RuntimeSettings settings, CancellationToken until)
    {
        var count = 0;
        do
        {
            Assert.True(await Application.IsLetInAsync(settings));
            count++;
        }
        while (!until.IsCancellationRequested);
        return count;
    }

    private async Task AddPoliciesAsync(Tenant tenant, params string[] ids)
    {
        var container = ContainerOf(tenant);
        var found = (await container.GetAccessPolicyAsync(cancellationToken: Cancellation)).Value.SignedIdentifiers;
        var added = ids.Select(id => new BlobSignedIdentifier
        {
            Id = id,
            AccessPolicy = new BlobAccessPolicy
            {
                Permissions = "r",
                PolicyStartsOn = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
                PolicyExpiresOn = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero),
            },
        });
        await container.SetAccessPolicyAsync(PublicAccessType.None, [.. found, .. added], cancellationToken: Cancellation);
    }
}
