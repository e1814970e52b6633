namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The identity of a kind in one version of its API group; the core group is the empty string.</summary>
internal sealed record GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>The <c>apiVersion</c> field of objects of this kind: <c>v1</c> or <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public override string ToString() => $"{ApiVersion}, Kind={Kind}";
}
