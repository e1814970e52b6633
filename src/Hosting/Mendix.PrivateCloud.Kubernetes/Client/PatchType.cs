namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The two patch formats, beside server-side apply, that every kind understands.</summary>
public enum PatchType
{
    /// <summary>JSON Merge Patch, RFC 7396: what is given replaces, null removes.</summary>
    Merge,

    /// <summary>JSON Patch, RFC 6902: a list of operations.</summary>
    Json,
}
