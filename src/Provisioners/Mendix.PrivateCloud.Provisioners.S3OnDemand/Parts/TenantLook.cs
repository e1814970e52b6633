using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>What the plan's account can see. With the documented rights that is almost nothing.</summary>
/// <param name="Identity">Whose account it is.</param>
/// <param name="MayList">Whether it holds the optional right iam:ListAccessKeys.</param>
/// <param name="UserIsAbsent">Whether it saw that the tenant's user is not there.</param>
internal sealed record TenantLook(CallerIdentity Identity, bool MayList, bool UserIsAbsent);
