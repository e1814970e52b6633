using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Minio.Parts;

/// <summary>What the parts of one tenant share during one verb: its names, its mark and its server.</summary>
internal sealed class MinioTenant(MinioClients clients, MinioPlan plan, Tenant tenant)
{
    private const int LongestBucketName = 63;

    /// <summary>Name of the bucket and of the policy.</summary>
    public string Name { get; } = TenantName.For(tenant, LongestBucketName, '-');

    /// <summary>The mark. Unlike S3, MinIO takes only ASCII in a tag; what is lost of the names is there for people, the id decides.</summary>
    public string Mark { get; } = string.Concat(TenantMark.Of(tenant).Select(c => char.IsAscii(c) ? c : '_'));

    /// <summary>The client, for effects: whoever observed before knows that the server is a usable one.</summary>
    public MinioClient Client => clients.Client(plan);

    /// <summary>The access key of a slot's user.</summary>
    public string UserName(CredentialSlot slot) => $"{Name}-{(slot == CredentialSlot.A ? 'a' : 'b')}";

    public bool Owns(string? mark) => TenantMark.IsOf(mark, tenant);

    /// <summary>The client, for looking.</summary>
    public async Task<MinioClient> LookAsync(CancellationToken cancellationToken)
    {
        var client = Client;
        await client.EnsureUsableAsync(cancellationToken);
        return client;
    }

    /// <summary>The state of the tenant's policy, which alone can bear a mark from its first moment on.</summary>
    public async Task<PartState> LookAtPolicyAsync(CancellationToken cancellationToken)
    {
        var client = await LookAsync(cancellationToken);
        return await client.Admin.PolicyAsync(Name, cancellationToken) is not { } found ? PartState.Absent
            : Owns(found.Policy.Id) ? PartState.Ours
            : PartState.Foreign(TenantMark.DescribeOwner(found.Policy.Id));
    }
}
