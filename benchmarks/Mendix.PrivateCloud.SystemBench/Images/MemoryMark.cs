namespace Mendix.PrivateCloud.SystemBench.Images;

/// <summary>The most resident memory of this process since a moment, as Linux counts it.</summary>
internal sealed class MemoryMark
{
    private const string StatusFile = "/proc/self/status";

    private readonly double? _peak;

    private MemoryMark(double idle, double? peak = null) => (Idle, _peak) = (idle, peak);

    /// <summary>What it had at that moment, in MB of 10^6 bytes.</summary>
    public double Idle { get; }

    /// <summary>What it had more at most.</summary>
    public double PeakOverIdle => (_peak ?? Read("VmHWM:")) - Idle;

    /// <summary>The same, which counts no further.</summary>
    public MemoryMark Freeze() => new(Idle, Read("VmHWM:"));

    public static MemoryMark Set()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // 5 sets the highest mark back to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        return new MemoryMark(Read("VmRSS:"));
    }

    private static double Read(string name) =>
        File.ReadLines(StatusFile).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var kilobytes, "kB"]
            ? double.Parse(kilobytes.Split('\t')[^1]) * 1024 / 1e6
            : 0;
}
