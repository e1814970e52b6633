using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud;

/// <summary>The names under which traces and metrics of this product are found.</summary>
public static class PrivateCloudDiagnostics
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>: <c>Mendix.PrivateCloud</c>.</summary>
    public const string Name = "Mendix.PrivateCloud";

    internal static ActivitySource Activities { get; } = new(Name);
}
