using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Whether an environment's parts are still at work, so that there is nothing to decide yet.</summary>
internal static class AppProgress
{
    /// <summary>True while a part is being made or changed and none has failed; what is next then comes with that part's end.</summary>
    public static bool IsUnderWay(ClusterView view, string space, string app)
    {
        var database = view.Instances.Find(space, AppNames.DatabaseInstance(app));
        var file = view.Instances.Find(space, AppNames.FileInstance(app));
        var build = view.Builds.Find(space, AppNames.Build(app));
        var endpoint = view.Endpoints.Find(space, AppNames.Endpoint(app));
        var runtime = view.Runtimes.Find(space, AppNames.Runtime(app));
        // Credentials from an external secret store need no storage to be made.
        var isExternal = view.Apps.Find(space, app)?.Spec?.AllowOverrideSecretsWithSecretStoreCsiDriver == true;
        Verdict?[] parts =
        [
            .. isExternal ? Array.Empty<Verdict?>() :
            [
                Of(database, database?.Status?.Phase, database?.Status?.ObservedGeneration),
                Of(file, file?.Status?.Phase, file?.Status?.ObservedGeneration),
            ],
            Of(build, build?.Status?.Phase, build?.Status?.ObservedGeneration),
            Of(endpoint, endpoint?.Status?.Phase, endpoint?.Status?.ObservedGeneration),
        ];
        // All four there and well, and no runtime: it is the app's turn.
        var runs = runtime is null ? null : Of(runtime, runtime.Status?.Phase, runtime.Status?.ObservedGeneration);
        return !parts.Append(runs).Any(part => part is { IsFailed: true })
            && (parts.Any(part => part is not { IsReady: true }) || runs is { IsReady: false });
    }

    private static Verdict? Of(IKubernetesObject? part, string? phase, long? observedGeneration) =>
        part is null ? null : Verdict.Of(part.Metadata, phase, observedGeneration, null);
}
