using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>What somebody wrote into a plan, before it is bound to the plan's record.</summary>
/// <param name="Parameters">The fields that anybody may see, by their wire names.</param>
/// <param name="Secrets">The content of the plan's Secret, by key. Keys that the plan does not know are ignored.</param>
public sealed record PlanValues(JsonObject Parameters, IReadOnlyDictionary<string, SecretValue> Secrets)
{
    /// <summary>Nothing at all.</summary>
    public static PlanValues Empty { get; } = new(new JsonObject(), new Dictionary<string, SecretValue>());

    /// <summary>
    /// How connections are made where the plan stands. It comes from the host and not from whoever wrote the plan;
    /// <see cref="OutboundConnections.Default"/> by default.
    /// </summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    /// <summary>The names only: among the parameters may be a secret that somebody put there by mistake.</summary>
    public override string ToString() =>
        $"parameters: {string.Join(", ", Parameters.Select(parameter => parameter.Key))}; secrets: {string.Join(", ", Secrets.Keys)}";
}
