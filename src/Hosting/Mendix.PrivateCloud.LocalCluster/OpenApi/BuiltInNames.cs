namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>Published names that clients know by heart.</summary>
internal static class BuiltInNames
{
    public const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    public const string Quantity = Schemas.QuantityFormat.DefinitionName;
    public const string IntOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
}
