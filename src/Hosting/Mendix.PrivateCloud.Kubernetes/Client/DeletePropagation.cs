namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What becomes of the objects that a deleted object owns.</summary>
public enum DeletePropagation
{
    /// <summary>They stay, without an owner.</summary>
    Orphan,

    /// <summary>They go after it.</summary>
    Background,

    /// <summary>They go before it: it stays visible, being deleted, until they are gone.</summary>
    Foreground,
}
