using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Support;

/// <summary>A type with a login per slot: what an author writes to get rotation.</summary>
internal sealed class SlottedProvisioner(MemoryServer server, ProvisionerCapabilities capabilities = ProvisionerCapabilities.Rotate)
    : StorageProvisioner<MemoryPlan>("slotted", StorageCategory.Database, NullLogger.Instance, capabilities)
{
    protected override TenantBlueprint Draw(MemoryPlan plan, Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var password = SecretValue.Random();
        return new TenantBlueprint(
            [new MemoryPart(server, tenant, "owner"), Login(CredentialSlot.A), Login(CredentialSlot.B)],
            new RuntimeSettings { { "DatabaseUserName", UserName(tenant, tenant.Slot) }, { "DatabasePassword", password } });

        TenantPart Login(CredentialSlot slot) => new LoginPart(server, tenant, slot, slot == tenant.Slot ? password : null);
    }

    protected override CredentialSlot? SlotInUse(MemoryPlan plan, Tenant tenant, RuntimeSettings current) =>
        Enum.GetValues<CredentialSlot>().Cast<CredentialSlot?>().FirstOrDefault(slot => UserName(tenant, slot!.Value) == current["DatabaseUserName"]);

    protected override Task<CheckReport> CheckServerAsync(MemoryPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([]));

    private static string UserName(Tenant tenant, CredentialSlot slot) => $"login {slot} {TenantName.For(tenant)}";

    private sealed class LoginPart(MemoryServer server, Tenant tenant, CredentialSlot slot, SecretValue? password) : TenantPart
    {
        private readonly MemoryPart _login = new(server, tenant, $"login {slot}", password);

        public override string Name => _login.Name;

        public override CredentialSlot? Slot => slot;

        public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => _login.ObserveAsync(cancellationToken);

        public override IEnumerable<Effect> Make(PartState observed) => password is null ? [] : _login.Make(observed);

        public override IEnumerable<Effect> Remove() => _login.Remove();
    }
}
