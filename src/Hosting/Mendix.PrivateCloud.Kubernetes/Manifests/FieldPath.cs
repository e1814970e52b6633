namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Paths such as <c>spec.runtime.environmentVariables[2].name</c>, for people.</summary>
internal static class FieldPath
{
    public static string Append(string path, string field)
    {
        var quoted = field.AsSpan().ContainsAny('.', '[', ' ') || field.Length == 0;
        return (path.Length, quoted) switch
        {
            (0, false) => field,
            (_, true) => $"{path}[\"{field}\"]",
            _ => $"{path}.{field}",
        };
    }
}
