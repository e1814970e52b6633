using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>Provisioners in the operator's process connect as the OperatorConfiguration of the namespace says.</summary>
public sealed class ConnectionTests
{
    private const string Authorities = "authorities";

    private static readonly string Pem = TestCertificate.Shared.Certificate;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Authorities_and_proxy_of_the_namespace_reach_every_verb()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(AuthoritiesSecret(Pem));
        await cluster.ApplyAsync(Configuration(new OperatorProxy { HttpProxy = "http://proxy.test:3128", NoProxy = ["10.0.0.0/8"] }));
        await cluster.WithPlansAsync();

        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");

        // The check of the plan, what looked for the thing, what made it and what removed it.
        var seen = Assert.Single(cluster.Shelf.Connections.Distinct());
        Assert.InRange(cluster.Shelf.Connections.Count, 4, int.MaxValue);
        Assert.Equal(OutboundConnections.ReadAuthorities(Pem), seen.CertificateAuthorities);
        Assert.Equal(new Uri("http://proxy.test:3128"), seen.Proxy!.GetProxy(new Uri("https://shelf.example.com")));
        Assert.All(
            (string[])["https://10.1.2.3", "http://shelf.apps.svc", "http://shelf.apps.svc.cluster.local", "http://127.0.0.1"],
            address => Assert.True(seen.Proxy.IsBypassed(new Uri(address))));
    }

    [Fact]
    public async Task Without_either_connections_are_made_as_the_machine_is_set()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        Assert.Equal(OutboundConnections.Default, Assert.Single(cluster.Shelf.Connections.Distinct()));
    }

    [Theory]
    [InlineData(null, "The Secret 'authorities', which spec.customCASecretName of the OperatorConfiguration names, does not exist. Create it in the namespace 'apps' with the certificates of the authorities, one after the other in PEM, under the key custom.crt.")]
    [InlineData("", "The Secret 'authorities', which spec.customCASecretName of the OperatorConfiguration names, cannot be used: There is no certificate in PEM. Fill it with")]
    [InlineData("hunter2", "names, cannot be used: There is no certificate in PEM.")]
    public async Task A_Secret_that_cannot_be_used_is_named_changes_nothing_and_a_good_one_heals(string? pem, string message)
    {
        await using var cluster = await OperatorCluster.StartAsync();
        if (pem is not null)
        {
            await cluster.ApplyAsync(AuthoritiesSecret(pem));
        }

        await cluster.ApplyAsync(Configuration(null));
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("ProvisioningFailed"));
        var plan = await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => ReadyOf(plan)?.Reason == "PlanInvalid");
        Assert.All([app.ReadyCondition()!, ReadyOf(plan)!], condition =>
        {
            Assert.Contains(message, condition.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", condition.Message, StringComparison.Ordinal);
        });
        Assert.Equal("Failed", app.Status!.DatabaseStatus);
        Assert.Empty(cluster.Shelf.Connections);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains("hunter2", StringComparison.Ordinal));

        await cluster.ApplyAsync(AuthoritiesSecret(Pem));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => ReadyOf(plan)?.Status == ConditionStatus.True);
    }

    [Fact]
    public async Task A_plan_that_was_well_is_checked_again_when_its_connections_change_and_environments_stay()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        var (checks, effects) = (cluster.Shelf.Checks, cluster.Shelf.Effects);

        await cluster.ApplyAsync(AuthoritiesSecret(Pem));
        await cluster.ApplyAsync(Configuration(null));
        await OperatorCluster.PollAsync(() => Task.FromResult(cluster.Shelf.Checks == checks + 1));
        await cluster.ApplyAsync(AuthoritiesSecret(TestCertificate.Make().Certificate));
        await OperatorCluster.PollAsync(() => Task.FromResult(cluster.Shelf.Checks == checks + 2));
        await cluster.ApplyAsync(AuthoritiesSecret(""));
        await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => ReadyOf(plan)?.Reason == "PlanInvalid");

        await cluster.UntilQuietAsync();
        Assert.Equal(effects, cluster.Shelf.Effects);
        Assert.Equal("Ready", (await cluster.FindAsync<StorageInstance>("crm-database"))!.Status!.Phase);
    }

    [Fact]
    public async Task A_removal_that_waits_for_the_Secret_goes_on_when_it_is_there()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(AuthoritiesSecret(Pem));
        await cluster.ApplyAsync(Configuration(null));
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        await cluster.User.DeleteAsync<Secret>(OperatorCluster.Namespace, Authorities, cancellationToken: Cancellation);
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilAsync<StorageInstance>(
            "crm-database", instance => instance.Status?.Conditions?.Any(condition => condition is { Reason: "DeprovisioningFailed" } && condition.Message!.Contains("spec.customCASecretName", StringComparison.Ordinal)) == true);
        Assert.Single(cluster.Shelf.Things);

        await cluster.ApplyAsync(AuthoritiesSecret(Pem));
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        Assert.Empty(cluster.Shelf.Things);
    }

    private static OperatorConfiguration Configuration(OperatorProxy? proxy) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = OperatorConfiguration.ObjectName },
        Spec = new OperatorConfigurationSpec { Proxy = proxy, CustomCASecretName = Authorities },
    };

    private static Secret AuthoritiesSecret(string pem) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = Authorities },
        Data = new Dictionary<string, byte[]> { ["custom.crt"] = Encoding.UTF8.GetBytes(pem) },
    };

    private static Condition? ReadyOf(StoragePlan plan) => plan.Status?.Conditions?.SingleOrDefault(condition => condition.Type == "Ready");
}
