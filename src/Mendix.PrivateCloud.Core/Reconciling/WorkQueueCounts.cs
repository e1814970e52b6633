namespace Mendix.PrivateCloud.Reconciling;

/// <summary>How many keys a queue holds, taken at one instant. A processed key may be delayed as well.</summary>
/// <param name="Changes">Ready, with <see cref="WorkPriority.Change"/>.</param>
/// <param name="Resyncs">Ready, with <see cref="WorkPriority.Resync"/>.</param>
/// <param name="Processing">Handed out and not yet given back.</param>
/// <param name="Delayed">Waiting for a time to come.</param>
public readonly record struct WorkQueueCounts(int Changes, int Resyncs, int Processing, int Delayed)
{
    /// <summary>Keys that could be handed out now.</summary>
    public int Ready => Changes + Resyncs;
}
