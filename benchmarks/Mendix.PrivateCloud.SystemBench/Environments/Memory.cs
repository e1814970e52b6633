using System.Diagnostics;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>Resident memory of a process, in MB of 10^6 bytes.</summary>
internal sealed record Memory(double Peak, double Now)
{
    public static Memory Of(Process process)
    {
        process.Refresh();
        return new Memory(process.PeakWorkingSet64 / 1e6, process.WorkingSet64 / 1e6);
    }
}
