using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Azurite;
using Mendix.PrivateCloud.Testing.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>A provisioner from a plain container, against Azurite.</summary>
public abstract class AzureBlobTest : IAsyncDisposable
{
    private readonly AzuriteFixture _fixture;
    private readonly ServiceProvider _services;

    protected AzureBlobTest(AzuriteFixture fixture)
    {
        _fixture = fixture;
        Server = fixture.Server;
        _services = Compose(_ => { });
        Provisioner = _services.GetRequiredService<IStorageProvisioners>().Get("azure-blob");
    }

    internal RecordingLogger Log { get; } = new();

    protected AzuriteAccount Server { get; }

    protected IStorageProvisioner Provisioner { get; }

    protected ICredentialRotator Rotator => (ICredentialRotator)Provisioner;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected BlobServiceClient Account => _fixture.Account;

    /// <summary>A container per environment, reached by a signature.</summary>
    protected AzureBlobPlan Plan => _fixture.Plan;

    /// <summary>A container per environment, reached by the account's key.</summary>
    protected AzureBlobPlan KeyPlan => Plan with { Credential = AzureBlobCredential.AccountKey };

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
    }

    protected static Tenant NewTenant(string environment = "crm", string @namespace = "apps") =>
        new(@namespace, environment, Guid.NewGuid().ToString());

    protected static string NameOf(Tenant tenant) => TenantName.For(tenant, 63, '-');

    protected BlobContainerClient ContainerOf(Tenant tenant) => Account.GetBlobContainerClient(NameOf(tenant));

    protected AzureBlobPlan As(bool withKey) => withKey ? KeyPlan : Plan;

    protected Task<IReadOnlyList<string>> TracesAsync(Tenant tenant) => ServerQueries.TracesAsync(Account, NameOf(tenant));

    protected ServiceProvider Compose(Action<AzureBlobOptions> configure, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddLogging(logging => logging.AddProvider(Log.AsProvider()).SetMinimumLevel(LogLevel.Trace));
        services.AddPrivateCloud().AddAzureBlob(options =>
        {
            options.PolicySettleTime = TimeSpan.Zero;
            options.MaxRetries = 0;
            configure(options);
        });
        return services.BuildServiceProvider();
    }
}
