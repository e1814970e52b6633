using Mendix.PrivateCloud.Provisioners.Minio.Buckets;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Minio.Parts;

/// <summary>The bucket. A tag bears its mark.</summary>
/// <remarks>
/// The tag comes a call later than the bucket. Between the two the policy proves whose it is, as long as nothing is in the
/// bucket: nobody was told of it yet.
/// </remarks>
/// <param name="tenant">Whose bucket.</param>
/// <param name="retain">Whether it stays, with all in it, when the tenant is removed.</param>
internal sealed class BucketPart(MinioTenant tenant, bool retain) : TenantPart
{
    private bool _isUnmarked;
    private bool _wasMadeHere;

    public override string Name => $"bucket {tenant.Name}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        var client = await tenant.LookAsync(cancellationToken);
        var mark = await client.Buckets.MarkAsync(tenant.Name, cancellationToken);
        _isUnmarked = mark is null or "";
        return mark is null ? PartState.Absent
            : tenant.Owns(mark) || (_isUnmarked && await IsHalfMadeAsync(cancellationToken)) ? PartState.Ours
            : PartState.Foreign(TenantMark.DescribeOwner(mark));
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (observed.IsAbsent)
        {
            yield return new Effect($"PUT /{tenant.Name}", async cancellationToken =>
            {
                await tenant.Client.Buckets.CreateAsync(tenant.Name, cancellationToken);
                _wasMadeHere = true;
            });
        }

        if (_isUnmarked)
        {
            yield return new Effect(
                $"PUT /{tenant.Name}?tagging {MinioBuckets.MarkTag}={tenant.Mark}",
                cancellationToken => tenant.Client.Buckets.MarkAsync(tenant.Name, tenant.Mark, cancellationToken));
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        // What a provision made that failed for good was never used, and is taken back in any case.
        if (retain && !_wasMadeHere)
        {
            yield break;
        }

        yield return new Effect(
            $"POST /{tenant.Name}?delete, for all objects and versions; DELETE of unfinished uploads",
            cancellationToken => BucketContents.DeleteAsync(tenant.Client.Buckets, tenant.Name, cancellationToken));
        yield return new Effect(
            $"DELETE /{tenant.Name}",
            cancellationToken => tenant.Client.Buckets.DeleteAsync(tenant.Name, cancellationToken));
    }

    private async Task<bool> IsHalfMadeAsync(CancellationToken cancellationToken) =>
        (await tenant.LookAtPolicyAsync(cancellationToken)).IsOurs && await tenant.Client.Buckets.IsEmptyAsync(tenant.Name, cancellationToken);
}
