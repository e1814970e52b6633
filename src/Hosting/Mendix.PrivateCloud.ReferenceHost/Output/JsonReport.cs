using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>The document that <c>--output json</c> prints. Programs read it: names stay, new ones may come.</summary>
internal static class JsonReport
{
    public static string Write(HostReport report) => JsonSerializer.Serialize(Document(report), JsonReportContext.Default.JsonReportDocument);

    private static JsonReportDocument Document(HostReport report) => new(
        report.ExitCode == 0,
        report.ExitCode,
        Seconds(report.Elapsed),
        report.Cluster is { } cluster
            ? new JsonReportCluster(cluster.IsEmbedded, cluster.Server, cluster.KubeConfigFile, cluster.Context, cluster.Namespace)
            : null,
        [.. report.Applied.Select(name => Environment(name, report.Environments))],
        [.. report.Problems.Select(problem => new JsonReportProblem(problem.Message, problem.File, problem.Line, problem.Field))]);

    private static JsonReportEnvironment Environment(EnvironmentName name, IReadOnlyList<ResourceNode> trees)
    {
        var tree = trees.FirstOrDefault(candidate => candidate.Resource.Namespace == name.Namespace && candidate.Resource.Name == name.Name);
        return tree is null
            ? new JsonReportEnvironment(name.Namespace, name.Name, false, "Unknown", null, null, null, 0, [])
            : new JsonReportEnvironment(
                name.Namespace,
                name.Name,
                tree.Resource.State == ResourceState.Ready,
                tree.Resource.State.ToString(),
                Text(tree.Resource.Reason),
                Text(tree.Resource.Message),
                Text(tree.Resource.Detail),
                Seconds(tree.Timing.Elapsed),
                [.. tree.Flatten().Skip(1).Select(Resource)]);
    }

    private static JsonReportResource Resource(ResourceNode node) => new(
        node.Resource.Kind,
        node.Resource.Name,
        node.Resource.State.ToString(),
        Text(node.Resource.Reason),
        Text(node.Resource.Message),
        Text(node.Resource.Detail),
        Seconds(node.Timing.Elapsed));

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static double Seconds(TimeSpan elapsed) => Math.Round(elapsed.TotalSeconds, 3);
}

internal sealed record JsonReportDocument(
    bool Ready,
    int ExitCode,
    double Seconds,
    JsonReportCluster? Cluster,
    IReadOnlyList<JsonReportEnvironment> Environments,
    IReadOnlyList<JsonReportProblem> Problems);

internal sealed record JsonReportCluster(bool Embedded, string Server, string? Kubeconfig, string? Context, string Namespace);

/// <summary>Its seconds are how long it took to become Ready, or has been as it is.</summary>
internal sealed record JsonReportEnvironment(
    string Namespace,
    string Name,
    bool Ready,
    string State,
    string? Reason,
    string? Message,
    string? Url,
    double Seconds,
    IReadOnlyList<JsonReportResource> Resources);

/// <summary>Its seconds are how long it took to become Ready, or has been as it is.</summary>
internal sealed record JsonReportResource(
    string Kind, string Name, string State, string? Reason, string? Message, string? Detail, double Seconds);

internal sealed record JsonReportProblem(string Message, string? File, int? Line, string? Field);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonReportDocument))]
internal sealed partial class JsonReportContext : JsonSerializerContext;
