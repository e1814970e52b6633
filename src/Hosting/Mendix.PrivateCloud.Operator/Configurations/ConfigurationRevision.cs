using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>
/// What an OperatorConfiguration wants of environments, under a name that stands for exactly this content: who has the
/// name has the content. How it is rolled out is no part of it.
/// </summary>
internal sealed class ConfigurationRevision
{
    private const int NameLength = 10;

    private static readonly ConditionalWeakTable<OperatorConfiguration, ConfigurationRevision> Known = [];

    private readonly string _content;

    private ConfigurationRevision(OperatorConfigurationSpec? spec)
    {
        var json = JsonSerializer.SerializeToNode(new OperatorConfiguration { Spec = spec ?? new() }, OperatorConfiguration.TypeInfo)!.AsObject();
        var content = json["spec"]!.AsObject();
        content.Remove("rollout");
        // An object that has nothing but this is the same as none, so that making it changes nothing.
        json["spec"] = Sorted(content);
        json.Remove("metadata");
        _content = json.ToJsonString();
        Name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_content)))[..NameLength];
        Problems = ConfigurationRules.Problems(spec);
    }

    /// <summary>What counts where there is no OperatorConfiguration: the defaults of every field.</summary>
    public static ConfigurationRevision Defaults { get; } = new(null);

    /// <summary>The end of the ControllerRevision's name, and the label of what was made from it.</summary>
    public string Name { get; }

    /// <summary>What is wrong with it; such a one reaches no environment.</summary>
    public IReadOnlyList<string> Problems { get; }

    public string ObjectName => ObjectNameOf(Name);

    /// <summary>The revision of a copy; worked out once for each.</summary>
    public static ConfigurationRevision Of(OperatorConfiguration? configuration) =>
        configuration is null ? Defaults : Known.GetValue(configuration, static found => new ConfigurationRevision(found.Spec));

    public static string ObjectNameOf(string revision) => $"{OperatorConfiguration.ObjectName}-{revision}";

    /// <summary>The object that keeps it, so that environments can go on being made from it after the configuration changed.</summary>
    public ControllerRevision ToObject(string space, long number) => new()
    {
        Metadata = new ObjectMeta { Namespace = space, Name = ObjectName, Labels = new() { [Labels.ManagedBy] = Labels.Manager } },
        Data = JsonSerializer.Deserialize<JsonElement>(_content),
        Revision = number,
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
