using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>A field is changed and changed back. Whatever the change did, valid or not, the end is the beginning.</summary>
public sealed class RevertTests
{
    private static readonly (string Name, Action<MendixAppSpec> Change)[] Changes =
    [
        ("replicas-0", spec => spec.Replicas = 0),
        ("replicas-3", spec => spec.Replicas = 3),
        ("source", spec => spec.SourceUrl = "oci-image://registry.example.com/crm:2.0"),
        ("source-bad", spec => spec.SourceUrl = "https://files.example.com/crm.mda"),
        ("source-none", spec => spec.SourceUrl = null),
        ("database", spec => spec.Database = new StorageRequest { ServicePlan = "other" }),
        ("database-none", spec => spec.Database = null),
        ("files", spec => spec.Storage = new StorageRequest { ServicePlan = "shelf-plan" }),
        ("url", spec => spec.AppUrl = "crm.example.com"),
        ("url-bad", spec => spec.AppUrl = "not a host"),
        ("variable", spec => spec.Runtime = new RuntimeConfiguration { EnvironmentVariables = [new EnvVar { Name = "A", Value = "1" }] }),
        ("variable-bad", spec => spec.Runtime = new RuntimeConfiguration { EnvironmentVariables = [new EnvVar { Name = "not a name", Value = "1" }] }),
        ("constant", spec => spec.Runtime = new RuntimeConfiguration { MicroflowConstants = new() { ["Crm.Url"] = "x" } }),
        ("settings-bad", spec => spec.Runtime = new RuntimeConfiguration { CustomConfiguration = "{" }),
        ("settings-twice", spec => spec.Runtime = new RuntimeConfiguration { CustomConfiguration = """{"A":1,"A":2}""" }),
        ("labels", spec => spec.CustomPodLabels = new GeneralMap { General = new() { ["team"] = "a" } }),
        ("labels-bad", spec => spec.CustomPodLabels = new GeneralMap { General = new() { ["team"] = "not a label!" } }),
        ("annotations", spec => spec.ServiceAnnotations = new() { ["a"] = "b" }),
        ("tls", spec => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = "CERTIFICATE", Key = "KEY" }),
        ("tls-half", spec => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = "CERTIFICATE" }),
        ("everything-gone", spec => (spec.Database, spec.Storage, spec.SourceUrl) = (null, null, null)),
    ];

    [Theory]
    [InlineData(EndpointTypes.Service)]
    [InlineData(EndpointTypes.Ingress)]
    public async Task Changed_and_changed_back_is_as_it_was(string endpointType)
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);

        await Task.WhenAll(Changes.Select(change => RunAsync(change.Name, change.Change)));

        async Task RunAsync(string name, Action<MendixAppSpec> change)
        {
            var environment = new FaultCase(cluster, name);
            await environment.PrepareAsync();
            await environment.ApplyAsync(new OperatorConfiguration
            {
                Metadata = new ObjectMeta { Name = "mendix-operator-configuration" },
                Spec = new OperatorConfigurationSpec { Endpoint = new OperatorEndpoint { Type = endpointType, Ingress = new OperatorIngress { Domain = "example.com" } } },
            });
            await environment.ApplyAsync(Samples.ShelfPlan("other"));
            await environment.ApplyAppAsync();
            await environment.UntilReadyAsync();
            var before = await environment.StateAsync();

            await environment.ApplyAppAsync(change);
            await OperatorCluster.PollAsync(async () =>
                await environment.FindAsync<MendixApp>(FaultCase.App) is { } app && app.ReadyCondition() is { Reason: not ("Processing" or "RollingOut" or "Waiting") } ready
                && ready.ObservedGeneration == app.Metadata.Generation);
            await environment.ApplyAppAsync();
            await environment.UntilAsInAsync(before);
        }
    }
}
