using System.Net.Http.Headers;

namespace Mendix.PrivateCloud.Kubernetes;

internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";

    /// <summary>Named YAML by the API, but JSON is YAML: what we send is JSON.</summary>
    public const string ApplyPatch = "application/apply-patch+yaml";

    public static readonly MediaTypeWithQualityHeaderValue AcceptJson = new(Json);
}
