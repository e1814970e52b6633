namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>A patch that cannot be applied: malformed, or made for another state of the object. Nothing was changed.</summary>
internal sealed class PatchException(string message, bool malformed = false) : Exception(message)
{
    /// <summary>True if the patch can never be applied (400 Bad Request); false if it does not fit this object (422 Invalid).</summary>
    public bool IsMalformed => malformed;
}
