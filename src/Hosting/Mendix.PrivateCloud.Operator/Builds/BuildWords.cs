using System.Globalization;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>What a build says of itself.</summary>
internal static class BuildWords
{
    private const double Megabyte = 1e6;

    public static Verdict Building(ImageBuildProgress? progress) => Verdict.Processing(Reasons.Building, progress switch
    {
        null => "The image is being built.",
        { Step: ImageBuildStep.Downloading } => $"The deployment package is being downloaded: {Amount(progress)}.",
        { Step: ImageBuildStep.Packing } => $"The deployment package becomes a layer: {Amount(progress)}.",
        _ => $"The image is being pushed: {Amount(progress)}, {progress.Layers} of {progress.TotalLayers} layers are there.",
    });

    public static Verdict Built(BuildStatus status) => Verdict.Ready(
        Reasons.Built,
        $"The image {status.Tag} was built for Mendix {status.RuntimeVersion}.");

    public static Verdict Failed(bool isTransient, string words, BuildStatus? before)
    {
        var message = words.Replace("It can be tried again.", "It is tried again.", StringComparison.Ordinal) + Stays(before);
        return isTransient
            ? Verdict.Processing(Reasons.BuildRetried, message)
            : Verdict.Failed(Reasons.BuildFailed, message);
    }

    public static Verdict Unexpected(Exception exception, BuildStatus? before) => Verdict.Processing(
        Reasons.BuildRetried,
        $"The build failed unexpectedly ({exception.GetType().Name}). It is tried again; the operator's log says more.{Stays(before)}");

    private static string Stays(BuildStatus? before) => before?.Image is { } image ? $" The app stays on its image {image}." : "";

    private static string Amount(ImageBuildProgress progress) => progress.TotalBytes is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{progress.Bytes / Megabyte:0.0} of {total / Megabyte:0.0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Bytes / Megabyte:0.0} MB");
}
