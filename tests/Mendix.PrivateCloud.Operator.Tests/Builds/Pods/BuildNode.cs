using System.Text;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Operator.Tests.Builds.Pods;

/// <summary>Has build pods end at once with a result that is made up, or otherwise when a test says so.</summary>
public sealed class BuildNode : INode
{
    private readonly List<BuildPodSeen> _pods = [];

    /// <summary>What becomes of the n-th build pod, from 1, instead of a good end; null lets it end well.</summary>
    public Func<int, LocalPod, CancellationToken, Task?> Instead { get; set; } = (_, _, _) => null;

    public IReadOnlyList<BuildPodSeen> Pods
    {
        get
        {
            lock (_pods)
            {
                return [.. _pods];
            }
        }
    }

    /// <summary>The digest that the n-th pod says it pushed.</summary>
    public static string DigestOf(int number) => $"sha256:{number:x64}";

    public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        if ((string?)pod.Manifest["metadata"]!["labels"]?["privatecloud.mendix.com/task"] != "build")
        {
            pod.ReportReady();
            return;
        }

        var files = pod.FindSecret(pod.Name)!;
        int number;
        lock (_pods)
        {
            _pods.Add(new BuildPodSeen(pod.Manifest.ToJsonString(), files, ImageTask.Parse(Encoding.UTF8.GetString(files[ImageTask.FileName]))));
            number = _pods.Count;
        }

        pod.ReportRunning();
        if (Instead(number, pod, cancellationToken) is { } other)
        {
            await other;
        }
        else
        {
            pod.ReportSucceeded(Result(number).ToJson());
        }
    }

    public static ImageTaskResult Result(int number) => new()
    {
        Digest = DigestOf(number),
        BaseImage = $"registry.example.com/base@{DigestOf(0)}",
        RuntimeVersion = "10.24.3.64871",
        JavaVersion = 21,
        ModelVersion = "1.4.0.512",
    };

    public static Task Fail(LocalPod pod, int exitCode, string words)
    {
        pod.ReportFailed(exitCode, words);
        return Task.CompletedTask;
    }
}

/// <summary>A build pod as its node got it.</summary>
/// <param name="Manifest">The pod.</param>
/// <param name="Files">The content of its Secret.</param>
/// <param name="Task">What it is to build.</param>
public sealed record BuildPodSeen(string Manifest, IReadOnlyDictionary<string, byte[]> Files, ImageTask Task);
