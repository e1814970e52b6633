namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Something wrong, or doubtful, in a manifest, and where. It never quotes a secret.</summary>
/// <param name="File">The file, as it was named to the reader.</param>
/// <param name="Line">The line, counted from 1; 0 when the whole file is meant.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Field">The field, such as <c>spec.replicas</c>; empty when the document itself is meant.</param>
/// <param name="Message">What is wrong, and the remedy.</param>
public sealed record ManifestProblem(string File, int Line, int Column, string Field, string Message)
{
    /// <summary>One line for a terminal.</summary>
    /// <returns>For example <c>app.yaml:12:13: spec.replicas: …</c>.</returns>
    public override string ToString()
    {
        var place = Line == 0 ? File : $"{File}:{Line}:{Column}";
        return Field.Length == 0 ? $"{place}: {Message}" : $"{place}: {Field}: {Message}";
    }
}
