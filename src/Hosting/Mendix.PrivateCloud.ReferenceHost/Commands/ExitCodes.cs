namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>What the process answers to whoever started it. Scripts rely on these numbers.</summary>
internal static class ExitCodes
{
    public const int Ready = 0;
    public const int NotReady = 1;
    public const int BadInput = 2;
    public const int ClusterUnusable = 3;

    // As a shell reports a process that a signal ended: 128 and the signal's number.
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
