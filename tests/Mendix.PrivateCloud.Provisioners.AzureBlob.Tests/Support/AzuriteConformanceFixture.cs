using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>What the conformance kit has to know of the type, on an account of Azurite that nobody else uses.</summary>
public abstract class AzuriteConformanceFixture : ConformanceFixture
{
    private readonly int _index;
    private AzuriteAccount? _account;

    protected AzuriteConformanceFixture(int index)
    {
        _index = index;
        Exempt("A storage account has no sessions; each request stands for itself.", ConformanceTopic.Sessions);
        Exempt("Whoever has an account's key may do everything in it.", ConformanceTopic.Rights);
    }

    public override string? SkipReason => AzuriteProgram.SkipReason;

    public override PlanValues Plan => PlanValues.Empty
        .With("accountName", Server.Name).With("endpoint", Server.Endpoint).WithSecret("accountKey", Server.Key);

    public override PlanValues WrongCredentials => Plan.WithSecret("accountKey", Convert.ToBase64String(new byte[64]));

    public override PlanValues Unreachable => Plan.With("endpoint", $"http://127.0.0.1:1/{Server.Name}");

    public override IReadOnlyList<BadPlan> BadPlans =>
    [
        new("accountName", Plan.With("accountName", "https://crmfiles.blob.core.windows.net")),
        new("accountKey", Plan.WithSecret("accountKey", "AccountName=crmfiles;AccountKey=c2VjcmV0LXdvcmQ=")),
        new("containerName", Plan.With("containerName", "Files")),
        new("credential", Plan.With("credential", "key")),
        new("credential", Plan.With("containerName", "files").With("credential", "sharedAccessSignature")),
        new("endpoint", Plan.With("endpoint", "crmfiles.blob.core.windows.net")),
        new("endpoint", Plan.With("endpoint", $"{Server.Endpoint}/files")),
    ];

    protected AzuriteAccount Server => _account!;

    protected BlobServiceClient Account => new(new Uri(Server.Endpoint), new StorageSharedKeyCredential(Server.Name, Server.Key));

    public override async ValueTask InitializeAsync() => _account = SkipReason is null ? await SharedAzurite.AcquireAsync(_index) : null;

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        if (_account is not null)
        {
            await SharedAzurite.ReleaseAsync();
        }
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddAzureBlob(options =>
    {
        options.PolicySettleTime = TimeSpan.Zero;
        options.MaxRetries = 0;
    });

    public override async Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) =>
        [.. (await ServerQueries.TracesAsync(Account, null)).Where(trace => !trace.StartsWith("file", StringComparison.Ordinal))];

    public override Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken) =>
        Application.Open(settings).WriteAsync(key, value);

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken)
    {
        var blob = Application.Open(settings).GetBlobClient(key);
        return await blob.ExistsAsync(cancellationToken) ? (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToString() : null;
    }

    public override async Task<bool> CanLogInAsync(RuntimeSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            // Unlike a file, a container that is not there must not pass for an answer.
            await Application.Open(settings).GetBlobsAsync(cancellationToken: cancellationToken).AsPages(pageSizeHint: 1).FirstAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException refusal) when (refusal.Status is 403 or 404)
        {
            return false;
        }
    }

    public override async Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken)
    {
        var visit = Application.Open(own, Application.ContainerOf(other));
        var succeeded = new List<string>();
        foreach (var (what, trespass) in new (string, Func<Task>)[]
        {
            ("listing", () => visit.GetBlobsAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken).AsTask()),
            ("reading", () => visit.ReadAsync("conformance")),
            ("writing", () => visit.WriteAsync("trespass", "was here")),
            ("deleting a file", () => visit.DeleteBlobAsync("conformance", cancellationToken: cancellationToken)),
            ("reading the access policies", () => visit.GetAccessPolicyAsync(cancellationToken: cancellationToken)),
            ("deleting the container", () => visit.DeleteAsync(cancellationToken: cancellationToken)),
        })
        {
            try
            {
                await trespass();
                succeeded.Add(what);
            }
            catch (RequestFailedException refusal) when (refusal.Status == 403)
            {
                // As it should be.
            }
        }

        return succeeded;
    }

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var container = Account.GetBlobContainerClient(TenantName.For(tenant, 63, '-'));
        return
        [
            new ForeignThing(
                $"container {container.Name}",
                cancellationToken => container.CreateAsync(cancellationToken: cancellationToken),
                cancellationToken => container.DeleteIfExistsAsync(cancellationToken: cancellationToken)),
        ];
    }
}
