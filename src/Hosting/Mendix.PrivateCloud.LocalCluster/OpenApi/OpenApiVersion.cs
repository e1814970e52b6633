namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>The two dialects that Kubernetes publishes.</summary>
internal enum OpenApiVersion
{
    /// <summary>Swagger 2.0, one document for everything.</summary>
    V2,

    /// <summary>OpenAPI 3.0, one document for each group version.</summary>
    V3,
}
