using Mendix.PrivateCloud.LocalCluster.Nodes;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>
/// The node that runs the Pods of known images as processes of this machine: no isolation, the user of this process, its network.
/// </summary>
/// <remarks>
/// A Pod's first container runs, with its arguments, its environment (nothing of this process's but <c>PATH</c>, <c>HOME</c> and <c>DOTNET_ROOT</c>)
/// and <c>KUBECONFIG</c> for this cluster. Secrets and empty folders that it mounts are laid out below a folder of their own; as they
/// cannot stand where the Pod mounts them, environment and arguments that begin with the path of a mount or of the termination
/// message are rewritten. Resources, probes, accounts and other volumes are not looked at.
/// </remarks>
/// <param name="programs">For each image the program that stands for it: the file and its first arguments.</param>
/// <param name="otherwise">What becomes of all other Pods. Default a <see cref="ReadyNode"/>.</param>
public sealed class ProcessNode(IReadOnlyDictionary<string, IReadOnlyList<string>> programs, INode? otherwise = null) : INode
{
    private readonly INode _otherwise = otherwise ?? new ReadyNode();

    /// <inheritdoc/>
    public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var container = pod.Manifest["spec"].Objects("containers").First();
        if (!programs.TryGetValue(container.String("image") ?? "", out var program))
        {
            await _otherwise.RunAsync(pod, cancellationToken);
            return;
        }

        using var folder = new PodFolder(pod, container);
        try
        {
            folder.LayOut(await pod.GetKubeConfigAsync(cancellationToken));
        }
        catch (MissingSecretException missing)
        {
            pod.ReportWaiting("CreateContainerConfigError", missing.Message);
            return;
        }

        pod.ReportRunning();
        var (exitCode, output) = await PodProcess.RunAsync(program, folder, cancellationToken);
        if (exitCode == 0)
        {
            pod.ReportSucceeded(folder.TerminationMessage());
        }
        else
        {
            pod.ReportFailed(exitCode, folder.TerminationMessage() ?? (container.String("terminationMessagePolicy") == "FallbackToLogsOnError" ? output : null));
        }
    }
}
