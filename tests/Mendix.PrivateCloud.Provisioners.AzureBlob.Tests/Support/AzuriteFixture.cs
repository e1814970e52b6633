using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Azurite;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support.AzuriteFixture))]

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>The one server that the tests of this assembly share.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public AzuriteServer Server
    {
        get
        {
            if (AzuriteProgram.SkipReason is { } reason)
            {
                Assert.Skip(reason);
            }

            return _server!;
        }
    }

    /// <summary>A container per environment, reached by a signature.</summary>
    public AzureBlobPlan Plan => new()
    {
        AccountName = Server.AccountName,
        AccountKey = new SecretValue(Server.AccountKey),
        BlobEndpoint = Server.Endpoint,
    };

    /// <summary>The account as its owner sees it, past the code under test.</summary>
    public BlobServiceClient Account => new(new Uri(Server.Endpoint), new StorageSharedKeyCredential(Server.AccountName, Server.AccountKey));

    public async ValueTask InitializeAsync()
    {
        if (AzuriteProgram.SkipReason is null)
        {
            _server = await AzuriteServer.StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
