using System.Numerics;
using Mendix.PrivateCloud.ImageBuild;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>
/// Turns a build's progress into few steps, so that a status is written a few times and not once per mebibyte: the beginning of each of its
/// works and each quarter of one; of a download of unknown length each doubling from 64 MiB on.
/// </summary>
internal static class ProgressSteps
{
    /// <summary>The most steps of a build whose package says how long it is.</summary>
    public const int Most = 3 * (Quarters + 1);

    private const int Quarters = 4;
    private const int StepsPerWork = 100;
    private const ulong FirstOfUnknown = 64 << 20;

    public static int Of(ImageBuildProgress progress) => ((int)progress.Step * StepsPerWork) + (progress.TotalBytes switch
    {
        > 0 and { } total => (int)(Quarters * progress.Bytes / total),
        null => BitOperations.Log2(((ulong)progress.Bytes / FirstOfUnknown * 2) + 1),
        _ => 0,
    });
}
