namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>The small kinds of the core group.</summary>
internal static class CoreTypes
{
    private static readonly Schema Namespace = new Definition("io.k8s.api.core.v1.Namespace", "A scope for names.")
        .ObjectFields();

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new() { Group = "", Version = "v1", Kind = "Namespace", Plural = "namespaces", ShortNames = ["ns"], Schema = Namespace },
    ];
}
