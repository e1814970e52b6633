namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Manifests have errors, so none of them may be applied. The message lists every error with file, line and field.</summary>
/// <param name="errors">All errors of all files.</param>
public sealed class ManifestException(IReadOnlyList<ManifestProblem> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All errors of all files.</summary>
    public IReadOnlyList<ManifestProblem> Errors { get; } = errors;
}
