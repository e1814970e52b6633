namespace Mendix.PrivateCloud.Reconciling;

/// <summary>How a reconcile ended.</summary>
public enum ReconcileOutcome
{
    /// <summary>Observed and desired state agree. The key rests until it changes.</summary>
    Done = 0,

    /// <summary>All is well so far; the key runs again after a time.</summary>
    After = 1,

    /// <summary>It did not work this time; the key is retried with back-off.</summary>
    Failed = 2,

    /// <summary>It cannot work until somebody changes something; the key rests until then.</summary>
    Blocked = 3,
}
