using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Mendix.PrivateCloud.Provisioners.AzureBlob;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Azurite;
using Mendix.PrivateCloud.Testing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

internal sealed class AzureBlobCase : StorageCase
{
    private AzuriteServer? _server;
    private HttpConnectionCounter? _held;
    private AzureBlobPlan? _plan;
    private BlobServiceClient? _account;

    public override string Type => "azure-blob";

    public override string Server => "Azurite, Azure.Storage.Blobs";

    public override object Plan => _plan!;

    public override int ConnectionBudget => new AzureBlobOptions().MaxConnections;

    public override async Task<string?> StartAsync()
    {
        if (AzuriteProgram.SkipReason is { } reason)
        {
            return reason;
        }

        _server = await AzuriteServer.StartAsync("mendixbench");
        var account = _server.Accounts[0];
        _held = new HttpConnectionCounter(account.Endpoint);
        _plan = new AzureBlobPlan { AccountName = account.Name, AccountKey = new SecretValue(account.Key), Endpoint = account.Endpoint };
        _account = new BlobServiceClient(new Uri(account.Endpoint), new StorageSharedKeyCredential(account.Name, account.Key));
        return null;
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddAzureBlob();

    public override async Task ProvisionByHandAsync(Tenant tenant)
    {
        var container = ContainerOf(tenant);
        await container.ExistsAsync();
        await container.CreateAsync(metadata: new Dictionary<string, string> { ["mark"] = TenantMark.Of(tenant) });
        var policy = new BlobAccessPolicy { Permissions = "rcwdl", PolicyExpiresOn = new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero) };
        await container.SetAccessPolicyAsync(PublicAccessType.None, [new BlobSignedIdentifier { Id = "a", AccessPolicy = policy }]);
        var signature = container.GenerateSasUri(new BlobSasBuilder { BlobContainerName = container.Name, Resource = "c", Identifier = "a" });
        await new BlobContainerClient(signature).GetBlobClient("probe").ExistsAsync();
    }

    public override async Task DeprovisionByHandAsync(Tenant tenant)
    {
        var container = ContainerOf(tenant);
        await container.GetPropertiesAsync();
        await container.GetAccessPolicyAsync();
        await container.SetAccessPolicyAsync(PublicAccessType.None, []);
        await container.DeleteAsync();
    }

    public override Task<int> CountConnectionsAsync() => Task.FromResult(_held!.Most);

    public override async ValueTask DisposeAsync()
    {
        _held?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private BlobContainerClient ContainerOf(Tenant tenant) => _account!.GetBlobContainerClient(TenantName.For(tenant, 63, '-'));
}
