namespace Mendix.PrivateCloud.Reconciling;

/// <summary>Brings what a key stands for from its observed state to its desired state.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface IReconciler<TKey>
    where TKey : notnull
{
    /// <summary>
    /// Observes, compares and acts. Called for one key at a time only, for several keys at once. It must be
    /// safe to repeat at any time: nothing tells why it was called, and it may have been cut off before.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">
    /// Cancelled when a newer desired state supersedes this run, when it takes longer than
    /// <see cref="ControllerOptions.ReconcileTimeout"/>, and when the time to stop is over.
    /// </param>
    /// <returns>
    /// What to do next with the key. An exception counts as <see cref="ReconcileResult.Failed(Exception)"/>,
    /// except when the run was superseded.
    /// </returns>
    Task<ReconcileResult> ReconcileAsync(TKey key, CancellationToken cancellationToken);
}
