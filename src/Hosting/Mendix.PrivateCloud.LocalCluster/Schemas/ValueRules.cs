using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>What a schema node demands of a value beyond its type, with the keywords of JSON Schema.</summary>
internal sealed record ValueRules
{
    public IReadOnlyList<JsonNode?>? Enum { get; init; }

    public decimal? Minimum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public decimal? Maximum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public decimal? MultipleOf { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public Regex? Pattern { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public int? MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public IReadOnlyList<Schema> AllOf { get; init; } = [];

    public IReadOnlyList<Schema> AnyOf { get; init; } = [];

    public IReadOnlyList<Schema> OneOf { get; init; } = [];

    public Schema? Not { get; init; }
}
