using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Azurite;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support.AzuriteFixture))]

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>The one account that the tests of this assembly share; the conformance kit has others.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteAccount? _account;

    public AzuriteAccount Server
    {
        get
        {
            if (AzuriteProgram.SkipReason is { } reason)
            {
                Assert.Skip(reason);
            }

            return _account!;
        }
    }

    /// <summary>A container per environment, reached by a signature.</summary>
    public AzureBlobPlan Plan => new()
    {
        AccountName = Server.Name,
        AccountKey = new SecretValue(Server.Key),
        Endpoint = Server.Endpoint,
    };

    /// <summary>The account as its owner sees it, past the code under test.</summary>
    public BlobServiceClient Account => new(new Uri(Server.Endpoint), new StorageSharedKeyCredential(Server.Name, Server.Key));

    public async ValueTask InitializeAsync() =>
        _account = AzuriteProgram.SkipReason is null ? await SharedAzurite.AcquireAsync(0) : null;

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
        {
            await SharedAzurite.ReleaseAsync();
        }
    }
}
