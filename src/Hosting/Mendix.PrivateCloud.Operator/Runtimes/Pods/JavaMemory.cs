using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>How much heap the Java virtual machine gets, and how it is told (documented in the reference, 2.26 and later).</summary>
internal static partial class JavaMemory
{
    private const decimal Mebibyte = 1024 * 1024;
    private const decimal Gibibyte = 1024 * Mebibyte;

    /// <summary>Less than this no runtime starts with.</summary>
    public const decimal SmallestHeap = 32 * Mebibyte;

    // The reference speaks of GB; pods are measured in binary units.
    private static readonly (decimal Below, decimal Reserve)[] Reserves =
    [
        (4 * Gibibyte, Gibibyte),
        (8 * Gibibyte, 1.5m * Gibibyte),
        (16 * Gibibyte, 2 * Gibibyte),
        (32 * Gibibyte, 3 * Gibibyte),
        (decimal.MaxValue, 4 * Gibibyte),
    ];

    /// <summary>The heap in bytes; null where neither a heap nor a memory limit is given, and Java decides.</summary>
    public static decimal? HeapOf(RuntimeSpec spec) =>
        spec.HeapLimit is { } wanted && wanted.TryGetValue(out var heap) ? heap
        : MemoryLimitOf(spec) is { } limit ? limit - ReserveOf(limit)
        : null;

    public static decimal? MemoryLimitOf(RuntimeSpec spec) =>
        spec.ContainerResources?.Limits is { } limits && limits.TryGetValue("memory", out var memory) && memory.TryGetValue(out var limit) ? limit : null;

    /// <summary>What of a container's memory is kept for everything but the heap.</summary>
    public static decimal ReserveOf(decimal limit) => limit < 2 * Gibibyte
        ? Math.Max(limit / 2, 300 * Mebibyte)
        : Array.Find(Reserves, step => limit < step.Below).Reserve;

    /// <summary>The option that sets the heap.</summary>
    public static string? Option(RuntimeSpec spec) => HeapOf(spec) is { } heap
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-Xmx{decimal.Floor(heap / Mebibyte)}m")
        : null;

    /// <summary>Options without those that would set the heap another way.</summary>
    public static string Strip(string options) => Spaces().Replace(HeapOptions().Replace(options, ""), " ").Trim();

    [GeneratedRegex(@"(?<=^|\s)(-Xms|-Xmx|-XX:(Min|Max|Initial)RAMPercentage=)\S*")]
    private static partial Regex HeapOptions();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
