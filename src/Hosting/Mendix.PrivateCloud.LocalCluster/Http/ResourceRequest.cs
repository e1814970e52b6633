using System.Globalization;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>A request for objects of one kind, taken apart.</summary>
internal sealed record ResourceRequest(
    HttpContext Context, RequestPath Path, ResourceType Type, Representation Representation, TimeProvider Clock)
{
    public GroupResource Stored => Type.StoredAs();

    public ObjectKey Key => new(Path.Namespace, Path.Name);

    public bool IsWatch => Query("watch") is "true" or "1";

    public bool DryRun => Query("dryRun") switch
    {
        null or "" => false,
        "All" => true,
        var other => throw Failures.InvalidOptions(OptionsKind, FieldError.UnsupportedDryRun([other])),
    };

    private string OptionsKind => Context.Request.Method switch
    {
        "POST" => "CreateOptions",
        "PUT" => "UpdateOptions",
        "PATCH" => "PatchOptions",
        _ => "DeleteOptions",
    };

    public string? Query(string name) => Context.Request.Query.TryGetValue(name, out var values) ? values[0] : null;

    public long? ResourceVersion => Query("resourceVersion") switch
    {
        null or "" => null,
        var text when IsNumber(text, out var number) => number,
        var text => throw Failures.BadRequest(
            $"invalid resource version: resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"),
    };

    public long? NumberQuery(string name) => Query(name) switch
    {
        null or "" => null,
        var text when IsNumber(text, out var number) => number,
        var text => throw Failures.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax"),
    };

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public WriteOptions WriteOptions(IReadOnlyList<string> duplicateFields) => new()
    {
        FieldManager = Query("fieldManager") is { Length: > 0 } manager ? manager : ManagerFromUserAgent(),
        FieldValidation = Query("fieldValidation") switch
        {
            null or "" or "Warn" => FieldValidation.Warn,
            "Ignore" => FieldValidation.Ignore,
            "Strict" => FieldValidation.Strict,
            var other => throw Failures.BadRequest(
                $"fieldValidation: Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\""),
        },
        DryRun = DryRun,
        Subresource = Path.Subresource,
        Force = Query("force") is "true" or "1",
        DuplicateFields = duplicateFields,
    };

    private string ManagerFromUserAgent()
    {
        var agent = Context.Request.Headers.UserAgent.ToString();
        var product = agent.Split('/', 2)[0];
        return product.Length > 0 ? product : "unknown";
    }
}
