using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>The environment's bucket. Nobody may look for it; the answers to making and removing it tell whose it is.</summary>
internal sealed class BucketPart(S3Tenant tenant, Maintenance maintenance) : TenantPart
{
    private readonly string _name = tenant.Files.Bucket;
    private readonly string _region = tenant.Plan.Region;
    private bool _isNew;
    private bool _isFull;

    public override string Name => $"bucket {_name}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => Task.FromResult(_isNew ? PartState.Ours : PartState.Unseen);

    public override IEnumerable<Effect> Make(PartState observed)
    {
        var constraint = _region == BucketLocation.UnconstrainedRegion ? "" : $" LocationConstraint={_region}";
        yield return new Effect($"s3 CreateBucket Bucket={_name}{constraint}", async cancellationToken =>
        {
            var isNew = await CreateAsync(cancellationToken) ?? throw new ProvisioningException(
                FailureKind.Conflict,
                $"The bucket {_name} exists already and belongs to another AWS account.",
                "It was left as it is. Bucket names are shared by all accounts: give the environment another name or id.");
            // us-east-1 says yes to one that is there; then a user that is new has to be the proof.
            _isNew = isNew && (_region != BucketLocation.UnconstrainedRegion || tenant.UserIsNew);
        });
    }

    public override IEnumerable<Effect> Remove()
    {
        if (tenant.Plan.PreventDataDeletion && !_isNew)
        {
            yield break;
        }

        yield return Delete();
        // One that this verb made is taken back only if nobody used it meanwhile.
        if (!_isFull || _isNew)
        {
            yield break;
        }

        if (maintenance.IsUserGone)
        {
            yield return tenant.CreateUser(tenant.UserName);
        }

        foreach (var effect in maintenance.ReachesFiles ? [] : maintenance.Begin(own: null, emptied: tenant.Files))
        {
            yield return effect;
        }

        yield return Emptying.Effect(tenant, maintenance);
        yield return Delete(mustBeEmpty: true);
    }

    private Effect Delete(bool mustBeEmpty = false) => new($"s3 DeleteBucket Bucket={_name}", async cancellationToken =>
    {
        try
        {
            await tenant.Account.S3.DeleteBucketAsync(
                new DeleteBucketRequest { BucketName = _name, ExpectedBucketOwner = tenant.Seen.Identity.Account }, cancellationToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "NoSuchBucket")
        {
            // Removed before.
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "BucketNotEmpty" && !mustBeEmpty)
        {
            _isFull = true;
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "AccessDenied" && !mustBeEmpty)
        {
            // Either a right is missing or it is another account's. Asking for one of that name tells.
            if (await CreateAsync(cancellationToken) is not null)
            {
                throw;
            }

            tenant.Logger.ForeignBucketLeft(_name, tenant.Owner);
        }
    });

    /// <summary>Whether it is new; false when it was ours before, null when it is another account's.</summary>
    private async Task<bool?> CreateAsync(CancellationToken cancellationToken)
    {
        var request = new PutBucketRequest { BucketName = _name };
        if (_region != BucketLocation.UnconstrainedRegion)
        {
            request.PutBucketConfiguration = new PutBucketConfiguration { LocationConstraint = new BucketLocationConstraint(_region) };
        }

        try
        {
            await tenant.Account.S3.PutBucketAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            return false;
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "BucketAlreadyExists")
        {
            return null;
        }
    }
}
