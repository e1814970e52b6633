using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>What a user would write into a namespace.</summary>
internal static class SpaceSamples
{
    /// <summary>Plans, the Secret of one of them, and a configuration.</summary>
    public static async Task ApplyPlansAsync(this Space space, string? planType = null, string endpoint = EndpointTypes.Ingress)
    {
        await space.ApplyAsync(Configuration(endpoint));
        await space.ApplyAsync(Samples.ShelfAdmin());
        await space.ApplyAsync(Samples.ShelfPlan(type: planType));
        await space.ApplyAsync(Samples.FilePlan());
    }

    /// <summary>No real node takes the pods, so that what is said of them stays said.</summary>
    public static OperatorConfiguration Configuration(string endpoint) => new()
    {
        Metadata = new ObjectMeta { Name = OperatorConfiguration.ObjectName },
        Spec = new OperatorConfigurationSpec
        {
            Endpoint = new OperatorEndpoint { Type = endpoint, Ingress = new OperatorIngress { Domain = "apps.example.com" } },
            CustomPodNodeSelector = new GeneralMap { General = new() { ["example.com/nowhere"] = "true" } },
        },
    };

    public static Task<MendixApp> UntilReadyAsync(this Space space, string name) => space.UntilAsync<MendixApp>(name, Samples.IsReady);

    public static bool Says(this MendixApp app, string condition, string reason) =>
        app.Status?.Conditions?.Any(told => told.Type == condition && told.Reason == reason) == true;

    public static bool IsReady(this StoragePlan plan) =>
        plan.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: ConditionStatus.True }) == true;
}
