namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Where a kind lives in the Kubernetes API.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Kind">The kind, such as <c>Deployment</c>.</param>
/// <param name="Plural">The word used in paths, such as <c>deployments</c>.</param>
/// <param name="Singular">The word that kubectl accepts for one object.</param>
/// <param name="Namespaced">Whether objects live in a namespace. Default: yes.</param>
public sealed record ResourceDefinition(
    string Group, string Version, string Kind, string Plural, string Singular, bool Namespaced = true)
{
    /// <summary>Group and version as objects carry it: <c>apps/v1</c>, or <c>v1</c> for the core group.</summary>
    public string ApiVersion { get; } = Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The kind of a list of such objects.</summary>
    public string ListKind => Kind + "List";

    /// <summary>The path of one object, of all objects in a namespace, or (both null) of all objects in the cluster.</summary>
    /// <param name="namespaceName">The namespace; ignored for kinds that have none.</param>
    /// <param name="name">The object's name, or null for the collection.</param>
    /// <param name="subresource">Such as <c>status</c> or <c>scale</c>; needs a name.</param>
    /// <returns>An absolute path with every part escaped.</returns>
    /// <exception cref="ArgumentException">A subresource without a name, or a name without the namespace it needs.</exception>
    public string Path(string? namespaceName, string? name = null, string? subresource = null)
    {
        if (subresource is not null && name is null)
        {
            throw new ArgumentException($"Subresource '{subresource}' of {Plural} needs the name of an object.", nameof(name));
        }

        if (Namespaced && name is not null && string.IsNullOrEmpty(namespaceName))
        {
            throw new ArgumentException($"{Kind} '{name}' needs a namespace.", nameof(namespaceName));
        }

        var path = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        if (Namespaced && !string.IsNullOrEmpty(namespaceName))
        {
            path += $"/namespaces/{Uri.EscapeDataString(namespaceName)}";
        }

        path += $"/{Plural}";
        if (name is not null)
        {
            path += $"/{Uri.EscapeDataString(name)}";
        }

        return subresource is null ? path : $"{path}/{Uri.EscapeDataString(subresource)}";
    }
}
