namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What an apply came to.</summary>
public enum ApplyOutcome
{
    /// <summary>Everything was as desired; nothing was sent.</summary>
    Unchanged,

    /// <summary>The desired state was sent and stored.</summary>
    Applied,
}
