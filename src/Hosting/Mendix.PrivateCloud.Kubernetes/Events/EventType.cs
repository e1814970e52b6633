namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The two types of Kubernetes Events.</summary>
public enum EventType
{
    /// <summary>Something went as it should.</summary>
    Normal,

    /// <summary>Something needs somebody's attention.</summary>
    Warning,
}
