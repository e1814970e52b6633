using System.Diagnostics;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>What a process used so far: resident memory in MB of 10^6 bytes, and processor time.</summary>
internal sealed record ProcessFigures(double PeakMemory, double Memory, double ProcessorSeconds)
{
    public static ProcessFigures Of(Process process)
    {
        process.Refresh();
        return new ProcessFigures(process.PeakWorkingSet64 / 1e6, process.WorkingSet64 / 1e6, process.TotalProcessorTime.TotalSeconds);
    }

    /// <summary>The same, with the processor time since an earlier look only.</summary>
    public ProcessFigures Since(ProcessFigures earlier) => this with { ProcessorSeconds = ProcessorSeconds - earlier.ProcessorSeconds };
}
