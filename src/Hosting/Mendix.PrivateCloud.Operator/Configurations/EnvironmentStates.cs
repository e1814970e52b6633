using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>Reads off the objects of each environment which configuration it was made from, and how it is.</summary>
internal sealed class EnvironmentStates(ClusterView view)
{
    /// <summary>The environments of a namespace that were made from any configuration.</summary>
    public IReadOnlyList<EnvironmentState> In(string space, string newest) =>
        [.. view.AppsByNamespace.Find(space).Select(app => Of(app, newest)).OfType<EnvironmentState>().OrderBy(state => state.Name, StringComparer.Ordinal)];

    /// <summary>All revisions that something in a namespace was made from.</summary>
    public IReadOnlySet<string> RevisionsIn(string space) => view.AppsByNamespace.Find(space)
        .SelectMany(app => new[] { Of(Endpoint(app)), Of(Runtime(app)) })
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The revision that an object was made from; null for one that is not there, or older than revisions are.</summary>
    public static string? Of(IKubernetesObject? made) => made?.Metadata.Labels?.GetValueOrDefault(Labels.ConfigurationRevision);

    /// <summary>
    /// The revision that an environment has, or has begun to take; null for one that is new. The Endpoint is written first, so it tells; a
    /// Runtime that is ahead of it shows that this copy of the Endpoint is old.
    /// </summary>
    public static string? Taken(Endpoint? endpoint, Runtime? runtime, string newest) =>
        Of(runtime) == newest ? newest : Of(endpoint) ?? Of(runtime);

    private EnvironmentState? Of(MendixApp app, string newest)
    {
        var (endpoint, runtime) = (Endpoint(app), Runtime(app));
        if (app.Metadata.DeletionTimestamp is not null || endpoint is null || Taken(endpoint, runtime, newest) is not { } taken)
        {
            return null;
        }

        var network = Verdict.Of(endpoint.Metadata, endpoint.Status?.Phase, endpoint.Status?.ObservedGeneration, endpoint.Status?.Conditions);
        var workload = runtime is null ? null : Verdict.Of(runtime.Metadata, runtime.Status?.Phase, runtime.Status?.ObservedGeneration, runtime.Status?.Conditions);
        var isUpdated = taken == newest;
        var isThrough = isUpdated && Of(runtime) == newest;
        var failing = new[] { network, workload }.FirstOrDefault(verdict => verdict is { IsFailed: true });
        var waiting = new[] { network, workload }.FirstOrDefault(verdict => verdict is { IsReady: false });
        return (failing, waiting) switch
        {
            ({ } failed, _) => Is(EnvironmentHealth.Unwell, failed.Message),
            _ when runtime is null => Is(isUpdated ? EnvironmentHealth.Underway : EnvironmentHealth.Unwell, "It never ran."),
            // What was refused of its wish shows on the app only: the objects stay as they were.
            _ when !isThrough && Refusal(app) is { } refusal => Is(isUpdated ? EnvironmentHealth.Unwell : EnvironmentHealth.Blocked, refusal),
            (_, { } busy) => Is(EnvironmentHealth.Underway, busy.Message),
            _ when isUpdated && !isThrough => Is(EnvironmentHealth.Underway, "Its runtime is not changed yet."),
            _ => Is(EnvironmentHealth.Ready, ""),
        };

        EnvironmentState Is(EnvironmentHealth health, string message) => new(app.Metadata.Name!, isUpdated, health, message);
    }

    private static string? Refusal(MendixApp app) =>
        app.Status is { } status && status.ObservedGeneration == app.Metadata.Generation
        && (status.NetworkStatus == Phases.Failed || status.RuntimeStatus == Phases.Failed)
            ? status.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready)?.Message ?? ""
            : null;

    private Endpoint? Endpoint(MendixApp app) => view.Endpoints.Find(app.Metadata.Namespace, AppNames.Endpoint(app.Metadata.Name!));

    private Runtime? Runtime(MendixApp app) => view.Runtimes.Find(app.Metadata.Namespace, AppNames.Runtime(app.Metadata.Name!));
}
