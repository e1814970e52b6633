using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>A kind that this package has a type for.</summary>
internal sealed record KnownKind(ResourceDefinition Definition, Action<JsonElement> Deserialize);

/// <summary>The kinds that this package has types for, and what is wrong with a kind that comes close to one of them.</summary>
internal static class KnownKinds
{
    private static readonly KnownKind[] All =
    [
        Of<MendixApp>(), Of<StoragePlan>(), Of<StorageInstance>(), Of<Build>(), Of<Endpoint>(), Of<Runtime>(), Of<OperatorConfiguration>(),
        Of<Secret>(), Of<ConfigMap>(), Of<Namespace>(), Of<ServiceAccount>(), Of<Service>(), Of<Pod>(), Of<Event>(),
        Of<Deployment>(), Of<Ingress>(), Of<Lease>(), Of<CustomResourceDefinition>(),
    ];

    public static KnownKind? Find(string apiVersion, string kind) =>
        Array.Find(All, known => known.Definition.Kind == kind && known.Definition.ApiVersion == apiVersion);

    public static JsonSchema Schema(string apiVersion, string kind)
    {
        var own = apiVersion == PrivateCloudApi.ApiVersion ? CustomResourceDefinitions.FindSchema(kind) : null;
        return BuiltInSchemas.WithMetadata(own ?? BuiltInSchemas.Find(apiVersion, kind));
    }

    /// <summary>The field that is wrong and why, or null for a kind that is known or may well exist elsewhere.</summary>
    public static (string Field, string Message)? FindMistake(string apiVersion, string kind)
    {
        if (Find(apiVersion, kind) is not null)
        {
            return null;
        }

        if (apiVersion == PrivateCloudApi.ApiVersion)
        {
            var ours = All.Where(known => known.Definition.Group == PrivateCloudApi.Group).Select(known => known.Definition.Kind).ToArray();
            return ("kind", $"{apiVersion} has no kind '{kind}'.{Suggestion.For(kind, ours)} Its kinds are {string.Join(", ", ours)}.");
        }

        var namesake = Array.Find(All, known => known.Definition.Kind == kind);
        var group = apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";
        return namesake switch
        {
            // A namesake in a foreign group, such as build.openshift.io, is somebody else's kind.
            { } known when group == known.Definition.Group || !group.Contains('.', StringComparison.Ordinal) || IsUnmistakable(kind) =>
                ("apiVersion", $"'{apiVersion}' is not the version of {kind}. Write {known.Definition.ApiVersion}."),
            null when group == PrivateCloudApi.Group =>
                ("apiVersion", $"'{apiVersion}' is not known. Write {PrivateCloudApi.ApiVersion}."),
            null when group.Length == 0 && apiVersion != "v1" =>
                ("apiVersion", $"'{apiVersion}' is not known. Write v1, or group and version such as apps/v1."),
            _ => null,
        };
    }

    private static bool IsUnmistakable(string kind) =>
        kind is nameof(MendixApp) or nameof(StoragePlan) or nameof(StorageInstance) or nameof(OperatorConfiguration);

    private static KnownKind Of<T>()
        where T : class, IKubernetesObject<T> =>
        new(T.Definition, json => json.Deserialize(T.TypeInfo));
}
