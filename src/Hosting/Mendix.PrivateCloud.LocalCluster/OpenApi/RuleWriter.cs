using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>Writes the rules on a value that clients can show or check by themselves.</summary>
internal static class RuleWriter
{
    public static void Write(JsonObject result, ValueRules? rules)
    {
        if (rules is null)
        {
            return;
        }

        if (rules.Enum is { } choices)
        {
            result["enum"] = new JsonArray([.. choices.Select(choice => choice?.DeepClone())]);
        }

        Add("minimum", rules.Minimum);
        Add("maximum", rules.Maximum);
        Add("exclusiveMinimum", rules.ExclusiveMinimum ? true : null);
        Add("exclusiveMaximum", rules.ExclusiveMaximum ? true : null);
        Add("multipleOf", rules.MultipleOf);
        Add("minLength", rules.MinLength);
        Add("maxLength", rules.MaxLength);
        Add("pattern", rules.Pattern?.ToString());
        Add("minItems", rules.MinItems);
        Add("maxItems", rules.MaxItems);
        Add("minProperties", rules.MinProperties);
        Add("maxProperties", rules.MaxProperties);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                result[name] = JsonValue.Create(value);
            }
        }
    }
}
