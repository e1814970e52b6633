using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>One field of a MendixApp, a value for it, and what that value must do.</summary>
/// <param name="Field">Its path below <c>spec</c>, with <c>[]</c> for the items of a list.</param>
/// <param name="Set">Gives it the value.</param>
/// <param name="Assert">Looks at what became of it.</param>
internal sealed record FieldCase(string Field, Action<MendixAppSpec> Set, Action<RenderedApp> Assert)
{
    /// <summary>A shorter form where the settings of the runtime are meant.</summary>
    public static FieldCase Runtime(string field, Action<RuntimeConfiguration> set, Action<RenderedApp> assert) =>
        new($"runtime.{field}", spec => set(spec.Runtime = new RuntimeConfiguration()), assert);

    /// <summary>A namespace with everything that the cases refer to.</summary>
    public static async Task<FaultCase> PrepareAsync(OperatorCluster cluster, string space)
    {
        var environment = new FaultCase(cluster, space);
        await environment.PrepareAsync();
        await environment.ApplyAsync(Samples.ShelfPlan("other"));
        await environment.ApplyAsync(Samples.FilePlan("other-files"));
        await environment.ApplyAsync(new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Name = "mendix-operator-configuration" },
            Spec = new OperatorConfigurationSpec
            {
                Endpoint = new OperatorEndpoint { Type = EndpointTypes.Ingress, Ingress = new OperatorIngress { Domain = "example.com" } },
                SidecarImage = "registry.example.com/sidecar:1",
                MetricsSidecarImage = "registry.example.com/metrics:1",
                LicenseManager = new OperatorLicenseManager { ServerUrl = "https://licences.example.com" },
            },
        });
        return environment;
    }
}
