namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Gathers the problems of one file, so that all are reported in one pass.</summary>
internal sealed class ProblemList(string file)
{
    public List<ManifestProblem> Errors { get; } = [];

    public List<ManifestProblem> Warnings { get; } = [];

    public void Error(int line, int column, string field, string message) => Errors.Add(new(file, line, column, field, message));

    public void Error(SourceNode node, string field, string message) => Error(node.Line, node.Column, field, message);

    public void Warning(int line, int column, string field, string message) => Warnings.Add(new(file, line, column, field, message));
}
