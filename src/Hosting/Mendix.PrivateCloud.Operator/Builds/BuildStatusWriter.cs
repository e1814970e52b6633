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
        var status = ImageOf(build.Status);
        status.StartTime = StartOf(build);
        status.Progress = progress is null ? null : new Kubernetes.Resources.BuildProgress
        {
            Step = progress.Step.ToString(),
            Bytes = progress.Bytes,
            TotalBytes = progress.TotalBytes,
            Layers = progress.TotalLayers > 0 ? progress.Layers : null,
            TotalLayers = progress.TotalLayers > 0 ? progress.TotalLayers : null,
        };
        return WriteAsync(build, status, BuildWords.Building(progress), cancellationToken);
    }

    public Task WriteBuiltAsync(Build build, ImageBuildResult result, ImageReference image, CancellationToken cancellationToken)
    {
        var status = new BuildStatus
        {
            Image = image.ToString(),
            BuiltGeneration = build.Metadata.Generation,
            Tag = result.Target.ToString(),
            BaseImage = result.BaseImage.ToString(),
            RuntimeVersion = result.Package.RuntimeVersion,
            JavaVersion = result.Package.JavaVersion,
            ModelVersion = result.Package.ModelVersion,
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
    public Task WriteFailedAsync(Build build, Verdict verdict, string? attempt, CancellationToken cancellationToken)
    {
        var status = ImageOf(build.Status);
        status.StartTime = build.Status?.ObservedGeneration == build.Metadata.Generation ? build.Status?.StartTime : null;
        status.Attempt = attempt;
        return WriteAsync(build, status, verdict, cancellationToken);
    }

    /// <summary>When work on this generation began; a repeat goes on from there.</summary>
    public DateTimeOffset StartOf(Build build) =>
        build.Status is { StartTime: { } start } status && status.ObservedGeneration == build.Metadata.Generation ? start : time.GetUtcNow();

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
        status.Conditions = Conditions.Next(build.Status?.Conditions, time.GetUtcNow(), verdict.ToCondition(ConditionTypes.Ready, generation));
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
