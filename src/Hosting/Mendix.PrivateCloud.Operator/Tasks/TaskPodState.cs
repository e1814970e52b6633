using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tasks;

/// <summary>How far a task pod is, read from its status.</summary>
/// <param name="Phase">Whether it is over.</param>
/// <param name="ExitCode">The exit code of its program; null when it did not come to an end by itself.</param>
/// <param name="Words">What there is to say about it, for people.</param>
/// <param name="EndedAt">When it ended; null while it runs, or when nobody knows.</param>
internal sealed record TaskPodState(TaskPodPhase Phase, int? ExitCode, string Words, DateTimeOffset? EndedAt)
{
    /// <summary>Whether something keeps its program from starting, which a change of its order may mend.</summary>
    public bool IsStuck { get; init; }

    /// <param name="pod">The pod.</param>
    /// <param name="remedy">What to do when its program cannot start.</param>
    public static TaskPodState Of(Pod pod, string remedy)
    {
        var container = pod.Status?.ContainerStatuses?.FirstOrDefault();
        var end = container?.State?.Terminated;
        return pod.Status?.Phase switch
        {
            "Succeeded" => new(TaskPodPhase.Succeeded, 0, "", end?.FinishedAt),
            "Failed" => new(TaskPodPhase.Failed, end?.ExitCode, LastWords(pod, end, remedy), end?.FinishedAt),
            _ => Underway(pod, container, remedy),
        };
    }

    private static string LastWords(Pod pod, ContainerStateTerminated? end, string remedy)
    {
        if (end?.Reason == "OOMKilled")
        {
            // What stands in its log by then says nothing of this.
            return $"The pod '{pod.Metadata.Name}' needed more memory than its limit allows. {remedy}";
        }

        // What a node says of a pod that it ended (evicted, over its deadline) comes before what the program may have said.
        var words = pod.Status!.Message is { Length: > 0 } message ? $"{pod.Status.Reason}: {message}" : end?.Message?.Trim();
        return !string.IsNullOrEmpty(words)
            ? words
            : $"The pod '{pod.Metadata.Name}' ended {(end is null ? "without a word" : $"with exit code {end.ExitCode} ({end.Reason})")}. Its log says more: kubectl logs {pod.Metadata.Name}.";
    }

    private static TaskPodState Underway(Pod pod, ContainerStatus? container, string remedy)
    {
        var obstacle = container?.State?.Waiting is { Reason: not (null or "ContainerCreating" or "PodInitializing") } waiting
            ? $"The pod '{pod.Metadata.Name}' cannot start: {waiting.Reason}{(string.IsNullOrEmpty(waiting.Message) ? "" : $": {waiting.Message}")}. {remedy}"
            : pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: ConditionStatus.False }) is { } placing
                ? $"The pod '{pod.Metadata.Name}' finds no node: {placing.Message}"
                : null;
        return new(TaskPodPhase.Underway, null, obstacle ?? $"The pod '{pod.Metadata.Name}' is at work. How far it is, its log says: kubectl logs -f {pod.Metadata.Name}.", null) { IsStuck = obstacle is not null };
    }
}
