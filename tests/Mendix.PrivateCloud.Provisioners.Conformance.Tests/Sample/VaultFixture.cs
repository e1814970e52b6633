using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample.VaultFixture))]

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>The sample type without and with a fault.</summary>
public class VaultFixture : ConformanceFixture
{
    private readonly VaultServer _server = new();

    public Fault Fault { get; init; }

    public override PlanValues Plan => PlanValues.Empty
        .With("server", "memory").With("userName", VaultServer.Administrator).WithSecret("password", VaultServer.AdministratorPassword);

    public override PlanValues WrongCredentials => Plan.WithSecret("password", "not-the-Pa55word");

    public override PlanValues Unreachable => Plan.With("port", 4321);

    public override IReadOnlyList<LackingRight> LackingRights =>
        [new("BUILD", Plan.With("userName", "keeper-without-build")), new("RAZE", Plan.With("userName", "keeper-without-raze"))];

    public override IReadOnlyList<BadPlan> BadPlans => [new("port", Plan.With("port", JsonValue.Create(0)))];

    public override void Register(IPrivateCloudBuilder builder) => builder.AddProvisioner(services =>
        new FaultyShell(new VaultProvisioner(_server, Fault, services.GetRequiredService<ILogger<VaultProvisioner>>()), Fault));

    public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) => Task.FromResult(_server.Inventory());

    public override Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken)
    {
        _server.Write(KeyOf(settings), PasswordOf(settings), VaultOf(settings), key, value);
        return Task.CompletedTask;
    }

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return _server.Read(KeyOf(settings), PasswordOf(settings), VaultOf(settings), key);
    }

    public override Task<IAsyncDisposable> HoldSessionAsync(RuntimeSettings settings, CancellationToken cancellationToken) => Task.FromResult(_server.Hold(VaultOf(settings)));

    public override Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken)
    {
        try
        {
            _server.Read(KeyOf(own), PasswordOf(own), VaultOf(other), "anything");
            return Task.FromResult<IReadOnlyList<string>>(["reading"]);
        }
        catch (VaultException)
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }
    }

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var name = new VaultTenant(_server, Fault, new VaultPlan(), tenant).Name;
        return
        [
            Foreign($"vault {name}", $"BUILD '{name}' 'private'", $"RAZE '{name}'"),
            Foreign($"key {name}_a", $"CUT '{name}_a' 'word' 'private'", $"MELT '{name}_a'"),
            Foreign($"key {name}_b", $"CUT '{name}_b' 'word' 'private'", $"MELT '{name}_b'"),
        ];
    }

    private ForeignThing Foreign(string name, string plant, string remove) => new(name, _ => RunAsync(plant), _ => RunAsync(remove));

    private Task RunAsync(string statement)
    {
        try
        {
            _server.Execute(VaultServer.Administrator, VaultServer.AdministratorPassword, statement);
        }
        catch (VaultException absent) when (absent.Reason == "absent")
        {
            // A faulty provisioner removed it; the test says so.
        }

        return Task.CompletedTask;
    }

    private static string VaultOf(RuntimeSettings settings) => settings["com.mendix.storage.vault.Name"]!;

    private static string KeyOf(RuntimeSettings settings) => settings["com.mendix.storage.vault.Key"]!;

    private static string PasswordOf(RuntimeSettings settings) => settings["com.mendix.storage.vault.Password"]!;
}
