using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Deletion;

internal enum DependentsPolicy
{
    Background,
    Foreground,
    Orphan,
}

/// <summary>What a deletion asks for.</summary>
internal sealed record DeleteOptions(DependentsPolicy Policy, string? Uid, string? ResourceVersion, bool DryRun)
{
    public static DeleteOptions Background { get; } = new(DependentsPolicy.Background, null, null, DryRun: false);

    /// <summary>From the body of a request, which takes the place of the whole query, even of its <c>dryRun</c>.</summary>
    public static DeleteOptions From(JsonObject body)
    {
        var dryRun = body.Array("dryRun")?.Select(Json.AsString).OfType<string>().ToList() ?? [];
        if (dryRun.Any(value => value != "All"))
        {
            throw Refused(FieldError.UnsupportedDryRun(dryRun));
        }

        var preconditions = body.Object("preconditions");
        return new DeleteOptions(
            PolicyOf(body.String("propagationPolicy"), body["orphanDependents"] is null ? null : body.Boolean("orphanDependents")),
            preconditions.String("uid"),
            preconditions.String("resourceVersion"),
            dryRun.Count > 0);
    }

    /// <summary>From the query of a request without a body.</summary>
    public static DeleteOptions From(string? policy, string? orphan, bool dryRun) =>
        new(PolicyOf(policy, orphan is null ? null : orphan == "true"), null, null, dryRun);

    private static DependentsPolicy PolicyOf(string? policy, bool? orphan) => policy switch
    {
        null or "" => orphan == true ? DependentsPolicy.Orphan : DependentsPolicy.Background,
        _ when orphan is not null => throw Refused(
            FieldError.Invalid("propagationPolicy", policy, "orphanDependents and deletionPropagation cannot be both set")),
        nameof(DependentsPolicy.Background) => DependentsPolicy.Background,
        nameof(DependentsPolicy.Foreground) => DependentsPolicy.Foreground,
        nameof(DependentsPolicy.Orphan) => DependentsPolicy.Orphan,
        _ => throw Refused(FieldError.NotSupported("propagationPolicy", policy, ["Foreground", "Background", "Orphan", "nil"])),
    };

    private static ApiFailure Refused(FieldError error) => Failures.InvalidOptions(nameof(DeleteOptions), error);
}
