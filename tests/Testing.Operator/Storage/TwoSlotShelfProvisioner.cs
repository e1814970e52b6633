using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>The same shelf, with a thing per slot as the tenant's two logins.</summary>
public sealed class TwoSlotShelfProvisioner(ShelfServer server, ILogger<TwoSlotShelfProvisioner> logger)
    : StorageProvisioner<ShelfPlan>("two-slot-shelf", StorageCategory.Database, logger, ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate)
{
    protected override TenantBlueprint Draw(ShelfPlan plan, Tenant tenant)
    {
        var password = SecretValue.Random();
        return new TenantBlueprint(
            [Login(CredentialSlot.A), Login(CredentialSlot.B)],
            new RuntimeSettings
            {
                { "DatabaseType", "Shelf" },
                { "DatabaseHost", plan.Host! },
                { "DatabaseUserName", LoginName(tenant, tenant.Slot) },
                { "DatabasePassword", password },
            });

        Thing Login(CredentialSlot slot) => new(server, plan, tenant, slot, slot == tenant.Slot ? password : null);
    }

    protected override CredentialSlot? SlotInUse(ShelfPlan plan, Tenant tenant, RuntimeSettings current) =>
        Enum.GetValues<CredentialSlot>().Cast<CredentialSlot?>().FirstOrDefault(slot => LoginName(tenant, slot!.Value) == current["DatabaseUserName"]);

    protected override Task<CheckReport> CheckServerAsync(ShelfPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([CheckFinding.Pass("reachable")]));

    private static string LoginName(Tenant tenant, CredentialSlot slot) => $"{TenantName.For(tenant)}_{slot}";

    private sealed class Thing(ShelfServer server, ShelfPlan plan, Tenant tenant, CredentialSlot slot, SecretValue? password) : TenantPart
    {
        private readonly string _name = LoginName(tenant, slot);

        public override string Name => $"login {_name}";

        public override CredentialSlot? Slot => slot;

        public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
            Task.FromResult(server.Things.ContainsKey(_name) ? PartState.Ours : PartState.Absent);

        public override IEnumerable<Effect> Make(PartState observed) => password is null
            ? []
            : [new Effect($"put {_name}", token => server.PutAsync(plan, _name, TenantMark.Of(tenant), password.Reveal(), token))];

        public override IEnumerable<Effect> Remove() => [new Effect($"remove {_name}", token => server.RemoveAsync(plan, _name, token))];
    }
}
