using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Ephemeral.Tests.Support.EphemeralDatabaseFixture))]
[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Ephemeral.Tests.Support.EphemeralFileFixture))]

namespace Mendix.PrivateCloud.Provisioners.Ephemeral.Tests.Support;

/// <summary>A type that only passes settings on: there is no server on which anything could go wrong.</summary>
public abstract class EphemeralFixture : ConformanceFixture
{
    protected EphemeralFixture() => Exempt(
        "The storage is inside of the runtime: there is no server, no account and nothing to remove.",
        ConformanceTopic.Effects, ConformanceTopic.Data, ConformanceTopic.LogIn, ConformanceTopic.Sessions, ConformanceTopic.Isolation,
        ConformanceTopic.ForeignThings, ConformanceTopic.Reachability, ConformanceTopic.Credentials, ConformanceTopic.Rights,
        ConformanceTopic.Rotation, ConformanceTopic.Retention);

    public override PlanValues Plan => PlanValues.Empty;

    public override void Register(IPrivateCloudBuilder builder) => builder.AddEphemeral();

    public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}

public sealed class EphemeralDatabaseFixture : EphemeralFixture
{
    public override string ProvisionerType => EphemeralTypes.Database;
}

public sealed class EphemeralFileFixture : EphemeralFixture
{
    public override string ProvisionerType => EphemeralTypes.File;
}
