using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Access;

/// <summary>What the operator may do with one resource.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with a subresource behind a slash: <c>mendixapps/status</c>.</param>
/// <param name="Purpose">What for, in the words of the README.</param>
/// <param name="Verbs">The verbs, in the order in which Kubernetes lists them.</param>
internal sealed record ApiRight(string Group, string Resource, string Purpose, IReadOnlyList<string> Verbs)
{
    /// <summary>The only object that is meant; null for all of them. <c>create</c> cannot be limited so.</summary>
    public string? Name { get; init; }

    /// <summary>Whether a cluster need not know the resource: then nothing of it is asked for, and nothing is missed.</summary>
    public bool IsOptional { get; init; }

    public static ApiRight On<T>(string purpose, params string[] verbs)
        where T : class, IKubernetesObject<T> => new(T.Definition.Group, T.Definition.Plural, purpose, verbs);

    public static ApiRight OnSubresource<T>(string subresource, string purpose, params string[] verbs)
        where T : class, IKubernetesObject<T> => new(T.Definition.Group, $"{T.Definition.Plural}/{subresource}", purpose, verbs);
}
