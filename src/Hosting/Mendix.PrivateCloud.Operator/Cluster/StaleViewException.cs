namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>The copy that a reconcile worked from turned out to be older than what the operator wrote itself.</summary>
internal sealed class StaleViewException : Exception
{
    /// <summary>How long to wait for the newer copy before looking again.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);
}
