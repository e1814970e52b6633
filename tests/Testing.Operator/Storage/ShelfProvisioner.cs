using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Testing.Operator;

public sealed class ShelfProvisioner(ShelfServer server, ILogger<ShelfProvisioner> logger)
    : StorageProvisioner<ShelfPlan>("shelf", StorageCategory.Database, logger)
{
    protected override TenantBlueprint Draw(ShelfPlan plan, Tenant tenant)
    {
        var name = TenantName.For(tenant);
        var password = SecretValue.Random();
        return new TenantBlueprint(
            [new Thing(server, plan, tenant, name, password)],
            new RuntimeSettings
            {
                { "DatabaseType", "Shelf" },
                { "DatabaseHost", plan.Host! },
                { "DatabaseName", name },
                { "DatabasePassword", password },
            });
    }

    protected override Task<CheckReport> CheckServerAsync(ShelfPlan plan, CancellationToken cancellationToken)
    {
        server.Checks++;
        server.Authenticate(plan);
        return Task.FromResult(new CheckReport([CheckFinding.Pass("reachable"), .. server.NotChecked]));
    }

    private sealed class Thing(ShelfServer server, ShelfPlan plan, Tenant tenant, string name, SecretValue password) : TenantPart
    {
        public override string Name => $"thing {name}";

        public override Task<PartState> ObserveAsync(CancellationToken cancellationToken)
        {
            server.Authenticate(plan);
            return Task.FromResult(
                !server.Things.TryGetValue(name, out var thing) ? PartState.Absent
                : TenantMark.IsOf(thing.Mark, tenant) ? PartState.Ours
                : PartState.Foreign(TenantMark.DescribeOwner(thing.Mark)));
        }

        public override IEnumerable<Effect> Make(PartState observed)
        {
            yield return new Effect($"put {name}", token => server.PutAsync(plan, name, TenantMark.Of(tenant), password.Reveal(), token));
        }

        public override IEnumerable<Effect> Remove()
        {
            yield return new Effect($"remove {name}", token => server.RemoveAsync(plan, name, token));
        }
    }
}
