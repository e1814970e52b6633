using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Policies;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Minio.Parts;

/// <summary>
/// What the tenant's users may do, and the proof that the tenant is ours: the document's ID bears the mark, and it is there
/// before anything else is made.
/// </summary>
internal sealed class PolicyPart(MinioTenant tenant) : TenantPart
{
    public override string Name => $"policy {tenant.Name}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => tenant.LookAtPolicyAsync(cancellationToken);

    // Also when it is there: the server rearranges documents, so writing is simpler than comparing, and mends what was changed.
    public override IEnumerable<Effect> Make(PartState observed) => [Send(AdminCalls.PutPolicy(tenant.Name, TenantPolicy.Document(tenant.Name, tenant.Mark)))];

    public override IEnumerable<Effect> Remove() => [Send(AdminCalls.RemovePolicy(tenant.Name))];

    private Effect Send(AdminCall call) => new(call.ToString(), cancellationToken => tenant.Client.Admin.SendAsync(call, cancellationToken));
}
