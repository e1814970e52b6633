using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes.Health;

/// <summary>Why an app's pods do not come up, in the words of the node and, where there are any, the last ones of the app.</summary>
internal static class PodTrouble
{
    // Of a log's end, the last lines tell the cause.
    private const int LongestWords = 1024;

    private static readonly string[] NotPulled = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable"];
    private static readonly string[] NotCreated = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "StartError"];

    /// <param name="pods">Pods that are meant to stay.</param>
    /// <param name="secrets">What must not be repeated if the app said it.</param>
    /// <returns>The worst that there is; null when nothing hinders them.</returns>
    public static Verdict? Find(IEnumerable<Pod> pods, IEnumerable<Secret> secrets)
    {
        var waiting = pods.Where(pod => !RolloutView.IsReady(pod)).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal).ToList();
        var (pod, container) = waiting
            .SelectMany(pod => (pod.Status?.ContainerStatuses ?? []).Select(container => (Pod: pod, Container: container)))
            .FirstOrDefault(found => Reason(found.Container) is not null);
        return container is null ? Unscheduled(waiting) : Tell(pod, container, secrets);
    }

    /// <summary>Why a container does not run; null while it runs or is on its way.</summary>
    private static string? Reason(ContainerStatus container) => container.State switch
    {
        { Waiting.Reason: { } reason } when reason == "CrashLoopBackOff" || NotPulled.Contains(reason) || NotCreated.Contains(reason) => reason,
        { Terminated: { } end } when end.ExitCode != 0 => end.Reason ?? "Error",
        _ => null,
    };

    private static Verdict Tell(Pod pod, ContainerStatus container, IEnumerable<Secret> secrets)
    {
        var reason = Reason(container)!;
        var where = $"The container '{container.Name}' of the pod '{pod.Metadata.Name}'";
        var words = container.State?.Waiting?.Message is { Length: > 0 } message ? $": {Shorten(Redaction.Of(message, secrets))}" : "";
        if (NotPulled.Contains(reason))
        {
            return Verdict.Failed(
                Reasons.ImageNotPulled,
                $"{where} does not get its image '{container.Image}' ({reason}){End(words)} " +
                "See that the image exists, and that the namespace's account may pull it (imagePullSecrets).");
        }

        if (NotCreated.Contains(reason))
        {
            return Verdict.Failed(
                Reasons.ContainerNotCreated,
                $"{where} cannot be created ({reason}){End(words)} See that the Secrets exist that spec.runtime.environmentVariables names, with these keys.");
        }

        var end = container.State?.Terminated ?? container.LastState?.Terminated;
        var how = $"{where} ended with code {end?.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} ({end?.Reason ?? reason})" +
            $" and was restarted {container.RestartCount} times";
        return end?.Reason == "OOMKilled"
            ? Verdict.Failed(Reasons.OutOfMemory, $"{how}: it used more memory than its limit. Raise spec.resources.limits.memory, or lower spec.jvmMemorySettings.heapLimit.")
            : Verdict.Failed(
                Reasons.AppCrashes,
                $"{how}{(end?.Message is { Length: > 0 } last ? $". Its last words: {Shorten(Redaction.Of(last.Trim(), secrets))}" : ".")} " +
                $"Correct what they name in spec.runtime, or see: kubectl logs {pod.Metadata.Name} -c {container.Name} --previous");
    }

    private static Verdict? Unscheduled(IEnumerable<Pod> pods) => pods
        .Select(pod => (Pod: pod, Condition: pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: ConditionStatus.False })))
        .Where(found => found.Condition is not null)
        .Select(found => Verdict.Processing(
            Reasons.Unschedulable,
            $"No node takes the pod '{found.Pod.Metadata.Name}': {found.Condition!.Message} " +
            "Add a node, or lower spec.resources.requests or spec.topologySpreadConstraints."))
        .FirstOrDefault();

    private static string End(string words) => words.Length == 0 || words.EndsWith('.') ? words.Length == 0 ? "." : words : $"{words}.";

    private static string Shorten(string words) => words.Length <= LongestWords ? words : $"…{words[^LongestWords..]}";
}
