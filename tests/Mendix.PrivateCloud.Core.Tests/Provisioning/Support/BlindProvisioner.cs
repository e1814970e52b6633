using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Support;

/// <summary>A type whose account may write and not read, and whose server makes up the key.</summary>
internal sealed class BlindProvisioner(MemoryServer server) : StorageProvisioner<MemoryPlan>("blind", StorageCategory.File, NullLogger.Instance)
{
    protected override TenantBlueprint Draw(MemoryPlan plan, Tenant tenant)
    {
        var user = new BlindPart(server, $"user {TenantName.For(tenant)}");
        var key = new BlindPart(server, $"key {TenantName.For(tenant)}");
        return new TenantBlueprint([user, key], () => key.Generated is { } secret ? new RuntimeSettings { { "Key", secret } } : []);
    }

    protected override Task<CheckReport> CheckServerAsync(MemoryPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([]));

    protected override ProvisioningException Classify(Exception exception, MemoryPlan plan) => exception is InvalidOperationException
        ? new ProvisioningException(FailureKind.Configuration, exception.Message, "Change the plan.", exception)
        : base.Classify(exception, plan);

    private sealed class BlindPart(MemoryServer server, string key) : TenantPart
    {
        private bool _wasMadeHere;

        public SecretValue? Generated { get; private set; }

        public override string Name => key;

        public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
            Task.FromResult(_wasMadeHere ? PartState.Ours : PartState.Unseen);

        public override IEnumerable<Effect> Make(PartState observed)
        {
            yield return server.Effect($"create {key}", () =>
            {
                _wasMadeHere = server.Things.TryAdd(key, (null, null));
                Generated = new SecretValue($"generated-{key}");
            });
            if (!_wasMadeHere)
            {
                yield return server.Effect($"sweep {key}", () => { });
            }
        }

        public override IEnumerable<Effect> Remove() => [server.Effect($"drop {key}", () => server.Things.Remove(key))];
    }
}
