using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>One object as somebody wrote it, found free of errors.</summary>
public sealed class Manifest
{
    internal Manifest(string file, int line, string apiVersion, string kind, JsonElement json)
    {
        File = file;
        Line = line;
        ApiVersion = apiVersion;
        Kind = kind;
        Json = json;
        Definition = KnownKinds.Find(apiVersion, kind)?.Definition;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string File { get; }

    /// <summary>The line in which the object starts, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Group and version.</summary>
    public string ApiVersion { get; }

    /// <summary>The kind.</summary>
    public string Kind { get; }

    /// <summary>The object's name.</summary>
    public string Name => Json.GetProperty("metadata").GetProperty("name").GetString()!;

    /// <summary>The object's namespace, or null where none is written.</summary>
    public string? Namespace => Json.GetProperty("metadata").TryGetProperty("namespace", out var value) ? value.GetString() : null;

    /// <summary>Where the kind lives in the API, or null for a kind that this package has no type for: ask the server.</summary>
    public ResourceDefinition? Definition { get; }

    /// <summary>The whole object, fields included that this package has no property for. Apply this.</summary>
    public JsonElement Json { get; }

    /// <summary>The object as a type of ours, or null when it is of another kind.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>A new object on every call.</returns>
    public T? As<T>()
        where T : class, IKubernetesObject<T> =>
        T.Definition.Kind == Kind && T.Definition.ApiVersion == ApiVersion ? Json.Deserialize(T.TypeInfo) : null;

    /// <summary>Kind, namespace and name; never any content.</summary>
    /// <returns>For example <c>MendixApp apps/crm</c>.</returns>
    public override string ToString() => Namespace is { } ns ? $"{Kind} {ns}/{Name}" : $"{Kind} {Name}";
}
