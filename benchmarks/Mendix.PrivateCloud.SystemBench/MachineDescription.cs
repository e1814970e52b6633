using System.Globalization;
using System.Runtime.InteropServices;

namespace Mendix.PrivateCloud.SystemBench;

/// <summary>Where and when figures were made; without it they say nothing.</summary>
internal static class MachineDescription
{
    private const string LoadFile = "/proc/loadavg";
    private const string ProcessorFile = "/proc/cpuinfo";

    public static string Now()
    {
        var load = File.Exists(LoadFile) ? $", load {File.ReadAllText(LoadFile).Split(' ')[0]} before the run" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors{Processor()}, {RuntimeInformation.FrameworkDescription}{load}");
    }

    private static string Processor()
    {
        var line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "" : $" ({line[(line.IndexOf(':') + 1)..].Trim()})";
    }
}
