using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>What the parts of one tenant share during one verb: its container, and the last look at it.</summary>
internal sealed class AzureBlobTenant(BlobAccounts accounts, AzureBlobPlan plan, Tenant tenant)
{
    private const int LongestContainerName = 63;
    private const int MostPolicies = 5;

    private ObservedContainer? _seen;
    private bool _isLookedAt;
    private IReadOnlyList<BlobSignedIdentifier>? _policies;

    /// <summary>Name of the container.</summary>
    public string Name { get; } = NameOf(tenant);

    public AzureBlobPlan Plan { get; } = plan;

    public string Mark { get; } = ContainerMark.Of(tenant);

    public BlobContainerClient Container { get; } = accounts.Account(plan).GetBlobContainerClient(NameOf(tenant));

    /// <summary>The last look at the container; null when it is not there. For parts that were asked to observe before.</summary>
    public ObservedContainer? Seen => _isLookedAt ? _seen : throw new InvalidOperationException("The container was not looked at yet.");

    /// <summary>All access policies of the container as far as they are known.</summary>
    public IReadOnlyList<BlobSignedIdentifier> Policies => _policies ?? [];

    /// <summary>What the environment reaches the container with; null as long as its access policy is not chosen.</summary>
    public SecretValue? Signature { get; private set; }

    public static string NameOf(Tenant tenant) => TenantName.For(tenant, LongestContainerName, '-');

    public bool Owns(ObservedContainer container) => TenantMark.IsOf(container.Mark, tenant);

    /// <summary>Looks at the container, unless nothing was done since the last look.</summary>
    public async Task<ObservedContainer?> LookAsync(CancellationToken cancellationToken)
    {
        if (!_isLookedAt)
        {
            _seen = await ReadAsync(cancellationToken);
            _isLookedAt = true;
        }

        return _seen;
    }

    /// <summary>Looks at the access policies of a container that is there, unless they are known.</summary>
    public async Task LookAtPoliciesAsync(CancellationToken cancellationToken) =>
        _policies ??= [.. (await Container.GetAccessPolicyAsync(cancellationToken: cancellationToken)).Value.SignedIdentifiers];

    /// <summary>Chooses the access policy that the environment's signature rests on.</summary>
    public void Use(string policyId) => Signature = ContainerSignature.Of(Plan, Name, policyId);

    /// <summary>A client with the environment's own rights.</summary>
    public BlobContainerClient AsEnvironment() => accounts.Container(Plan, Name, Signature!);

    /// <summary>A change of the container itself, after which it has to be looked at again.</summary>
    public Effect Effect(string description, Func<CancellationToken, Task> run) => new(description, async cancellationToken =>
    {
        _isLookedAt = false;
        _policies = null;
        await run(cancellationToken);
    });

    /// <summary>Replaces all access policies, as the server wants it, and closes the container to the public.</summary>
    /// <exception cref="ProvisioningException">There are more than the server takes.</exception>
    public Effect WritePolicies(IReadOnlyList<BlobSignedIdentifier> policies)
    {
        if (policies.Count > MostPolicies)
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"The container '{Name}' has {Policies.Count} access policies, and with those that are needed there would be {policies.Count}; Azure takes {MostPolicies}.",
                $"Remove those that nobody needs: {string.Join(", ", policies.Select(policy => policy.Id).Where(id => AccessPolicyId.SlotOf(id) is null))}.");
        }

        var names = string.Join(", ", policies.Select(policy => $"{AccessPolicyId.Show(policy.Id)} {policy.AccessPolicy?.Permissions}"));
        return new Effect($"PUT /{Name}?restype=container&comp=acl ({names})", async cancellationToken =>
        {
            _policies = null;
            await Container.SetAccessPolicyAsync(PublicAccessType.None, policies, cancellationToken: cancellationToken);
            _policies = policies;
        });
    }

    private async Task<ObservedContainer?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = (await Container.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return new ObservedContainer(
                found.Metadata.TryGetValue(ContainerMark.Name, out var mark) ? mark : null,
                found.PublicAccess is not (null or PublicAccessType.None),
                found.HasLegalHold is true || found.HasImmutabilityPolicy is true);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
    }
}
