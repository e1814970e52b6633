using Azure;
using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

public sealed class LifecycleTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    [Fact]
    public async Task A_signature_opens_the_environments_own_container()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);

        Assert.Equal("com.mendix.storage.azure", settings["com.mendix.core.StorageService"]);
        Assert.Equal(NameOf(tenant), settings["com.mendix.storage.azure.Container"]);
        Assert.Equal(Server.Endpoint, settings["com.mendix.storage.azure.BlobEndpoint"]);
        Assert.Equal("false", settings["com.mendix.storage.azure.CreateContainerIfNotExists"]);
        Assert.Equal("false", settings["com.mendix.storage.azure.UseHttps"]);
        Assert.Null(settings["com.mendix.storage.azure.AccountKey"]);
        Assert.Null(settings["com.mendix.storage.PerformDeleteFromStorage"]);
        var signature = settings["com.mendix.storage.azure.SharedAccessSignature"]!;
        Assert.Equal(["si", "sig", "sr", "sv"], signature.Split('&').Select(parameter => parameter.Split('=')[0]).Order());
        Assert.DoesNotContain(signature, settings.ToString(), StringComparison.Ordinal);

        var files = Application.Open(settings);
        await files.WriteAsync("invoice.pdf", "content");
        await files.WriteAsync("invoice.pdf", "changed");
        Assert.Equal("changed", await files.ReadAsync("invoice.pdf"));
        Assert.Equal("invoice.pdf", Assert.Single(await files.GetBlobsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation)).Name);
        await files.DeleteBlobAsync("invoice.pdf", cancellationToken: Cancellation);
        Assert.Equal(
            [$"container {NameOf(tenant)} mendixprivatecloud=mendix-private-cloud/{tenant.Id} apps/crm public=None", "policy mendix-a-*** rcwdl from  until 9999-12-31 00:00:00Z"],
            await TracesAsync(tenant));
    }

    [Fact]
    public async Task A_signature_opens_nothing_else()
    {
        var mine = await Provisioner.ProvisionAsync(Plan, NewTenant("mine"), Cancellation);
        var other = await Provisioner.ProvisionAsync(Plan, NewTenant("other"), Cancellation);
        await Application.Open(other).WriteAsync("secret.txt", "of another");

        var visit = Application.Open(mine, other["com.mendix.storage.azure.Container"]);
        Func<Task>[] trespasses =
        [
            () => visit.ReadAsync("secret.txt"),
            () => visit.WriteAsync("new.txt", "left behind"),
            () => visit.DeleteBlobAsync("secret.txt", cancellationToken: Cancellation),
            () => visit.GetBlobsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask(),
            () => visit.DeleteAsync(cancellationToken: Cancellation),
            // Nor may it change what its own rights rest on.
            () => Application.Open(mine).GetAccessPolicyAsync(cancellationToken: Cancellation),
            () => Application.Open(mine).SetAccessPolicyAsync(PublicAccessType.Blob, cancellationToken: Cancellation),
            () => Application.Open(mine).DeleteAsync(cancellationToken: Cancellation),
        ];
        foreach (var trespass in trespasses)
        {
            Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(trespass)).Status);
        }
    }

    [Fact]
    public async Task An_account_key_can_be_given_instead()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(KeyPlan, tenant, Cancellation);

        Assert.Equal(Server.Name, settings["com.mendix.storage.azure.AccountName"]);
        Assert.Equal(Server.Key, settings["com.mendix.storage.azure.AccountKey"]);
        Assert.Null(settings["com.mendix.storage.azure.SharedAccessSignature"]);
        await Application.Open(settings).WriteAsync("invoice.pdf", "content");

        await Provisioner.DeprovisionAsync(KeyPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task An_existing_container_is_handed_on_and_left_as_it_is()
    {
        var existing = Account.GetBlobContainerClient($"existing-{Guid.NewGuid():N}");
        await existing.CreateAsync(cancellationToken: Cancellation);
        await existing.WriteAsync("old.txt", "of before");
        var before = await ServerQueries.TracesAsync(Account, existing.Name);
        var plan = Plan with { ContainerName = existing.Name };
        var (one, two) = (NewTenant("one"), NewTenant("two"));

        foreach (var tenant in new[] { one, two })
        {
            var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            Assert.Equal("of before", await Application.Open(settings).ReadAsync("old.txt"));
            Assert.Equal(Server.Key, settings["com.mendix.storage.azure.AccountKey"]);
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        }

        Assert.Equal(before, await ServerQueries.TracesAsync(Account, existing.Name));
        Assert.Empty(await TracesAsync(one));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removing_takes_the_files_along_and_the_name_can_be_used_again(bool withKey)
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(As(withKey), tenant, Cancellation);
        await Application.Open(settings).WriteAsync("folder/invoice.pdf", "content");

        await Provisioner.DeprovisionAsync(As(withKey), tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
        await Provisioner.DeprovisionAsync(As(withKey), tenant, Cancellation);

        var again = await Provisioner.ProvisionAsync(As(withKey), tenant, Cancellation);
        Assert.Empty(await Application.Open(again).GetBlobsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation));
        Assert.Equal(withKey, await Application.IsLetInAsync(settings));
    }

    [Fact]
    public async Task Repeating_gives_the_same_signature()
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var before = await TracesAsync(tenant);
        var second = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);

        Assert.Equal(before, await TracesAsync(tenant));
        Assert.Equal(first.Select(setting => setting), second.Select(setting => setting));
    }

    [Fact]
    public async Task Data_that_must_not_be_deleted_stays_and_opens_only_to_a_new_signature()
    {
        var tenant = NewTenant();
        var plan = Plan with { PreventDataDeletion = true };
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Equal("false", settings["com.mendix.storage.PerformDeleteFromStorage"]);
        var files = Application.Open(settings);
        await files.WriteAsync("invoice.pdf", "content");
        Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(() => files.DeleteBlobAsync("invoice.pdf", cancellationToken: Cancellation))).Status);

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Equal(
            [$"container {NameOf(tenant)} mendixprivatecloud=mendix-private-cloud/{tenant.Id} apps/crm public=None", "file invoice.pdf"],
            await TracesAsync(tenant));
        Assert.False(await Application.IsLetInAsync(settings));

        var again = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Equal("content", await Application.Open(again).ReadAsync("invoice.pdf"));
        Assert.False(await Application.IsLetInAsync(settings));
    }

    [Fact]
    public async Task No_key_and_no_signature_is_in_any_log()
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var second = await Rotator.RotateCredentialsAsync(Plan, tenant, first, Cancellation);
        await Rotator.WithdrawCredentialsAsync(Plan, tenant, second, Cancellation);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        var log = string.Join('\n', Log.Lines);

        Assert.Contains($"PUT /{NameOf(tenant)}?restype=container&comp=acl (mendix-a-*** rcwdl)", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Server.Key, log, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", log, StringComparison.Ordinal);
    }
}
