using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Nodes;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>A Pod in the hands of an <see cref="INode"/>. Reports about a Pod that is gone or has ended are dropped.</summary>
public sealed class LocalPod
{
    private readonly PodSurroundings _surroundings;
    private readonly Action<JsonObject> _report;
    private readonly TimeProvider _timeProvider;

    internal LocalPod(JsonObject manifest, PodSurroundings surroundings, Action<JsonObject> report, TimeProvider timeProvider)
    {
        (Manifest, _surroundings, _report, _timeProvider) = (manifest, surroundings, report, timeProvider);
        Namespace = manifest["metadata"].String("namespace")!;
        Name = manifest["metadata"].String("name")!;
    }

    /// <summary>The namespace of the Pod.</summary>
    public string Namespace { get; }

    /// <summary>The name of the Pod.</summary>
    public string Name { get; }

    /// <summary>The whole Pod as it was when the node got it. A copy: changing it changes nothing.</summary>
    public JsonObject Manifest { get; }

    /// <summary>The content of a Secret of the Pod's namespace, as a volume or an environment variable shows it.</summary>
    /// <param name="name">Name of the Secret.</param>
    /// <returns>The values by key; null when there is no such Secret now.</returns>
    public IReadOnlyDictionary<string, byte[]>? FindSecret(string name) => _surroundings.FindSecret(Namespace, name);

    /// <summary>A kubeconfig with which the Pod's programs reach this cluster. It may do everything, whatever account the Pod names.</summary>
    /// <param name="cancellationToken">Ends the wait until the cluster listens.</param>
    public Task<string> GetKubeConfigAsync(CancellationToken cancellationToken) => _surroundings.KubeConfig.WaitAsync(cancellationToken);

    /// <summary>The containers are being created: phase Pending.</summary>
    public void ReportStarting() => Report("Pending", ready: false, ContainerState.Waiting("ContainerCreating", null));

    /// <summary>The containers wait for something, for instance with reason <c>ImagePullBackOff</c>: phase Pending.</summary>
    /// <param name="reason">One word that machines read.</param>
    /// <param name="message">A sentence that people read.</param>
    public void ReportWaiting(string reason, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        Report("Pending", ready: false, ContainerState.Waiting(reason, message));
    }

    /// <summary>Every container runs, but the Pod does not serve yet: phase Running.</summary>
    public void ReportRunning() => Report("Running", ready: false, ContainerState.Running(_timeProvider.GetUtcNow()));

    /// <summary>Every container runs and the Pod serves: phase Running, condition Ready.</summary>
    public void ReportReady() => Report("Running", ready: true, ContainerState.Running(_timeProvider.GetUtcNow()));

    /// <summary>Every container ended with exit code 0: phase Succeeded.</summary>
    /// <param name="message">The container's termination message; null for none.</param>
    public void ReportSucceeded(string? message = null) => Report("Succeeded", ready: false, ContainerState.Terminated(0, "Completed", message, _timeProvider.GetUtcNow()));

    /// <summary>A container ended with a failure: phase Failed.</summary>
    /// <param name="exitCode">The exit code of the container, not 0.</param>
    /// <param name="message">The container's termination message; null for none.</param>
    public void ReportFailed(int exitCode, string? message = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(exitCode);
        Report("Failed", ready: false, ContainerState.Terminated(exitCode, "Error", message, _timeProvider.GetUtcNow()));
    }

    private void Report(string phase, bool ready, JsonObject state) =>
        _report(PodStatus.Compose(Manifest, phase, ready, state, _timeProvider.GetUtcNow()));
}
