using System.Text.Encodings.Web;
using System.Text.Json;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>Any name of an environment works, and none of them is executed.</summary>
/// <inheritdoc />
public abstract class NameConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string Wants = "any name of an environment and of a namespace works, and is never anything but a name.";

    // The message goes to a console, not into a web page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Remedy =
        "Derive names with TenantName.For(tenant, <longest name of the server>), and quote or parameterize every text that goes to the server.";

    /// <summary>At and over every limit, in any script, with quotes, and made to break out of a statement, a path or a document.</summary>
    [Fact]
    public async Task Any_name_works_and_nothing_else_is_touched()
    {
        await using var scenario = await StartAsync();
        var bystander = Has(ConformanceTopic.Sharing) ? await scenario.ProvisionAsync(Scenario.NewTenant("bystander")) : null;
        if (bystander is not null && Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(bystander, "kept");
        }

        var before = await scenario.LookAsync();
        foreach (var name in TroublesomeNames.All.Concat(Fixture.AwkwardNames))
        {
            await TryAsync(scenario, new Tenant(name, name, Guid.NewGuid().ToString("N")), before, $"the name {Shown(name)}");
        }

        foreach (var id in TroublesomeNames.Ids)
        {
            await TryAsync(scenario, new Tenant("apps", "crm", id), before, $"the id '{id}'");
        }

        if (bystander is not null && Has(ConformanceTopic.Data))
        {
            await scenario.ExpectDataAsync(bystander, "kept", "after tenants with troublesome names came and went");
        }
    }

    /// <summary>Tenants whose names differ only in a place that a server may cut off or fold are different tenants.</summary>
    [Fact]
    public async Task Names_that_look_alike_are_different_tenants()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Sharing);
        foreach (var (one, two) in TroublesomeNames.Alike)
        {
            var first = await scenario.ProvisionAsync(one);
            var alone = await scenario.LookAsync();
            var failure = await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(two));
            if (failure is not null)
            {
                scenario.Break("tenants with different identities never share a name on the server.",
                    $"beside {Shown(one)}, provisioning {Shown(two)} {Scenario.Outcome(failure)}.", Remedy);
            }

            scenario.Moment = $"With {Shown(one)} and {Shown(two)}";
            if (Has(ConformanceTopic.Data))
            {
                var second = await scenario.ProvisionAsync(two);
                await scenario.WriteAsync(first, "first");
                await scenario.WriteAsync(second, "second");
                await scenario.ExpectDataAsync(first, "first", $"beside {Shown(one)}, after {Shown(two)} was written to");
            }

            await scenario.DeprovisionAsync(two);
            await scenario.ExpectAsync(alone, "tenants with different identities never share a name on the server.",
                $"After {Shown(two)} came and went beside {Shown(one)}", Remedy);
            await scenario.DeprovisionAsync(one);
        }
    }

    private async Task TryAsync(Scenario scenario, Tenant tenant, Inventory before, string what)
    {
        scenario.Moment = $"With {what}";
        var settings = await scenario.ProvisionAsync(tenant);
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(settings, "kept");
            await scenario.ExpectDataAsync(settings, "kept", $"with {what}");
        }

        await scenario.DeprovisionAsync(tenant);
        await scenario.ExpectAsync(before, Wants, $"After a tenant with {what} came and went", Remedy);
    }

    private static string Shown(Tenant tenant) => $"{Shown(tenant.Namespace)}/{Shown(tenant.Environment)}";

    private static string Shown(string name) =>
        JsonSerializer.Serialize(name.Length <= 80 ? name : $"{name[..20]}… ({name.Length} characters)", Readable);
}
