using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>
/// The environment's access key. AWS tells the secret once, so a repeat makes a new key; and where the user was there before,
/// keys may exist that were made and never stored: those go.
/// </summary>
internal sealed class AccessKeyPart(S3Tenant tenant, Maintenance maintenance) : TenantPart
{
    private readonly NewKey _new = new(tenant);

    /// <summary>The key, once it was made.</summary>
    public AccessKey? Key => _new.Key;

    public override string Name => $"access key of {tenant.UserName}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
        tenant.LookAtUsersAsync(Key is not null || maintenance.IsOpen, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed)
    {
        yield return _new.Create();
        if (!tenant.UserWasThere)
        {
            yield break;
        }

        if (_new.IsRefused)
        {
            foreach (var effect in MakeRoom())
            {
                yield return effect;
            }
        }
        else
        {
            foreach (var effect in Sweep())
            {
                yield return effect;
            }
        }
    }

    public override IEnumerable<Effect> Remove() => Key is not null || maintenance.IsOpen ? TakeBack() : RemoveAll();

    // After a failure of this verb. Keys that were there before stay, and so does the new one if they are gone already.
    private IEnumerable<Effect> TakeBack()
    {
        var isReplacement = maintenance.HasRemovedKeys;
        foreach (var effect in maintenance.End(keepsKey: true))
        {
            yield return effect;
        }

        if (Key is { } key && !isReplacement)
        {
            yield return new Effect(
                $"iam DeleteAccessKey UserName={tenant.UserName} AccessKeyId={key.Id}",
                cancellationToken => tenant.Account.Iam.DeleteAccessKeyAsync(tenant.UserName, key.Id, cancellationToken));
        }
    }

    private IEnumerable<Effect> RemoveAll()
    {
        // With the rights to empty the bucket along, where they can be given, to spare a second grant.
        var emptied = tenant.Seen.MayList || tenant.Plan.PreventDataDeletion ? null : tenant.Files;
        foreach (var effect in maintenance.Begin(Key, emptied: emptied))
        {
            yield return effect;
        }

        if (!maintenance.IsUserGone)
        {
            foreach (var effect in maintenance.RemoveKeys(kept: null, mustSee: false))
            {
                yield return effect;
            }
        }
    }

    private IEnumerable<Effect> Sweep() =>
        maintenance.Begin(Key)
            .Concat(maintenance.RemoveKeys(kept: Key!.Id, mustSee: false))
            .Concat(maintenance.End(keepsKey: true));

    private IEnumerable<Effect> MakeRoom() =>
        maintenance.Begin(own: null, isFull: true)
            .Concat(maintenance.RemoveKeys(kept: null, mustSee: true))
            .Append(_new.Create(mustFit: true))
            .Concat(maintenance.End());
}
