using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;

namespace Mendix.PrivateCloud.LocalCluster.Deletion;

internal enum DependentsPolicy
{
    Background,
    Foreground,
    Orphan,
}

/// <summary>What a deletion asks for, from its body and its query.</summary>
internal sealed record DeleteOptions(DependentsPolicy Policy, string? Uid, string? ResourceVersion, bool DryRun)
{
    public static DeleteOptions Background { get; } = new(DependentsPolicy.Background, null, null, DryRun: false);

    public static DeleteOptions From(JsonObject? body, string? queryPolicy, string? queryOrphan, bool dryRun)
    {
        var policy = body.String("propagationPolicy") ?? queryPolicy;
        var orphan = body is not null && body["orphanDependents"] is not null ? body.Boolean("orphanDependents") : queryOrphan == "true";
        var preconditions = body.Object("preconditions");
        return new DeleteOptions(
            policy switch
            {
                null or "" => orphan ? DependentsPolicy.Orphan : DependentsPolicy.Background,
                nameof(DependentsPolicy.Background) => DependentsPolicy.Background,
                nameof(DependentsPolicy.Foreground) => DependentsPolicy.Foreground,
                nameof(DependentsPolicy.Orphan) => DependentsPolicy.Orphan,
                _ => throw Failures.BadRequest(
                    $"invalid propagationPolicy: {policy}: supported values: \"Foreground\", \"Background\", \"Orphan\""),
            },
            preconditions.String("uid"),
            preconditions.String("resourceVersion"),
            dryRun || body.Array("dryRun") is { Count: > 0 });
    }
}
