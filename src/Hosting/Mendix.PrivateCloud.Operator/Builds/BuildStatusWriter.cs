using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Writes what a Build says of itself. What is known of the image in use stays until another one takes its place.</summary>
internal sealed class BuildStatusWriter(ClusterWriter writer, StatusEvents events, TimeProvider time)
{
    public Task WriteFinishedAsync(Build build, string image, CancellationToken cancellationToken) =>
        WriteAsync(build, new BuildStatus { Image = image }, Verdict.Ready(Reasons.Ready, $"The image {image} is used as it is."), cancellationToken);

    /// <summary>Writes down that work goes on, and when it began.</summary>
    public Task<Build> WriteBuildingAsync(Build build, ImageBuildProgress? progress, CancellationToken cancellationToken)
    {
        var figures = progress is null ? null : new Kubernetes.Resources.BuildProgress
        {
            Step = progress.Step.ToString(),
            Bytes = progress.Bytes,
            TotalBytes = progress.TotalBytes,
            Layers = progress.TotalLayers > 0 ? progress.Layers : null,
            TotalLayers = progress.TotalLayers > 0 ? progress.TotalLayers : null,
        };
        return WriteBuildingAsync(build, BuildWords.Building(progress), figures, cancellationToken);
    }

    /// <summary>The same of a build that is a pod's.</summary>
    public Task<Build> WriteBuildingAsync(Build build, string words, CancellationToken cancellationToken) =>
        WriteBuildingAsync(build, Verdict.Processing(Reasons.Building, words), figures: null, cancellationToken);

    public Task WriteBuiltAsync(Build build, BuiltImage image, CancellationToken cancellationToken)
    {
        var status = new BuildStatus
        {
            Image = image.Image,
            BuiltGeneration = build.Metadata.Generation,
            Tag = image.Tag,
            BaseImage = image.BaseImage,
            RuntimeVersion = image.RuntimeVersion,
            JavaVersion = image.JavaVersion,
            ModelVersion = image.ModelVersion,
            StartTime = StartOf(build),
        };
        return WriteAsync(build, status, BuildWords.Built(status), cancellationToken);
    }

    /// <summary>Says again that it is built, as the rest of the status tells.</summary>
    public Task WriteStillBuiltAsync(Build build, CancellationToken cancellationToken)
    {
        var status = ImageOf(build.Status);
        status.StartTime = build.Status!.StartTime;
        return WriteAsync(build, status, BuildWords.Built(status), cancellationToken);
    }

    /// <param name="build">The build.</param>
    /// <param name="verdict">Why it is not built.</param>
    /// <param name="attempt">What it was made with, if the same must not be tried again.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <param name="taskFailures">How often in a row its pod failed; null leaves the number as it is.</param>
    public Task WriteFailedAsync(Build build, Verdict verdict, string? attempt, CancellationToken cancellationToken, int? taskFailures = null)
    {
        var status = ImageOf(build.Status);
        status.StartTime = IsOfNow(build) ? build.Status!.StartTime : null;
        status.Attempt = attempt;
        status.TaskFailures = taskFailures ?? FailuresOf(build);
        return WriteAsync(build, status, verdict, cancellationToken);
    }

    /// <summary>When work on this generation began; a repeat goes on from there.</summary>
    public DateTimeOffset StartOf(Build build) => IsOfNow(build) && build.Status!.StartTime is { } start ? start : time.GetUtcNow();

    /// <summary>How often in a row a pod for this generation failed; null: the last one did not.</summary>
    public static int? FailuresOf(Build build) => IsOfNow(build) ? build.Status!.TaskFailures : null;

    private static bool IsOfNow(Build build) => build.Status is { } status && status.ObservedGeneration == build.Metadata.Generation;

    private Task<Build> WriteBuildingAsync(Build build, Verdict verdict, Kubernetes.Resources.BuildProgress? figures, CancellationToken cancellationToken)
    {
        var status = ImageOf(build.Status);
        status.StartTime = StartOf(build);
        status.Progress = figures;
        status.TaskFailures = FailuresOf(build);
        return WriteAsync(build, status, verdict, cancellationToken);
    }

    private static BuildStatus ImageOf(BuildStatus? before) => new()
    {
        Image = before?.Image,
        BuiltGeneration = before?.BuiltGeneration,
        Tag = before?.Tag,
        BaseImage = before?.BaseImage,
        RuntimeVersion = before?.RuntimeVersion,
        JavaVersion = before?.JavaVersion,
        ModelVersion = before?.ModelVersion,
    };

    private async Task<Build> WriteAsync(Build build, BuildStatus status, Verdict verdict, CancellationToken cancellationToken)
    {
        var generation = build.Metadata.Generation;
        status.ObservedGeneration = generation;
        status.Phase = verdict.Phase;
        status.Conditions = Conditions.Next(build.Status?.Conditions, time.GetUtcNow(), verdict.ToConditions(generation));
        var desired = new Build
        {
            Metadata = new ObjectMeta { Namespace = build.Metadata.Namespace, Name = build.Metadata.Name, Uid = build.Metadata.Uid },
            Status = status,
        };
        var written = await writer.ApplyStatusAsync(desired, build, cancellationToken);
        if (verdict.Reason != Reasons.Ready)
        {
            events.OnVerdict(build, build.Status?.Conditions, verdict);
        }

        return written;
    }
}
