using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Puts a plan together for its provisioner: the parameters of the object, the credentials of its Secret, and how connections are made
/// from its namespace.
/// </summary>
internal sealed class PlanLoader(KubernetesClient client, NamespaceConnections connections, IStorageProvisioners provisioners)
{
    /// <exception cref="ProvisioningException">A Secret is missing or of no use, or the values are no valid plan.</exception>
    public async Task<object> LoadAsync(string namespaceName, ProvisionerReference reference, CancellationToken cancellationToken)
    {
        var provisioner = provisioners.Get(reference.Type);
        var secret = await SecretAsync(namespaceName, reference.CredentialsSecretName, cancellationToken);
        // A plan that takes none must not fail for a Secret that it has no use for.
        var outbound = provisioner.Descriptor.Plan.TakesConnections ? await connections.ReadAsync(namespaceName, cancellationToken) : OutboundConnections.Default;
        return provisioner.BindPlan(new PlanValues(Parameters(reference.Parameters), Values(secret)) { Connections = outbound });
    }

    /// <summary>Finds out what can be found out about a plan whose provisioner runs elsewhere.</summary>
    /// <returns>The version of its Secret; another one each time that the Secret changes.</returns>
    /// <exception cref="ProvisioningException">A Secret is missing or of no use, or the type is registered here too and the values are no valid plan.</exception>
    public async Task<string> ValidateAsync(string namespaceName, ProvisionerReference reference, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(namespaceName, reference.CredentialsSecretName, cancellationToken);
        // A pod that mounts a Secret which is not there does not start.
        var outbound = await connections.ReadAsync(namespaceName, cancellationToken);
        if (provisioners.Types.Contains(reference.Type))
        {
            provisioners.Get(reference.Type).BindPlan(new PlanValues(Parameters(reference.Parameters), Values(secret)) { Connections = outbound });
        }

        return secret is null ? "none" : $"{secret.Metadata.Uid}.{secret.Metadata.ResourceVersion}";
    }

    // Read at each use, so that a password changed by hand counts from the next use on and none is kept.
    private async Task<Secret?> SecretAsync(string namespaceName, string? name, CancellationToken cancellationToken) => string.IsNullOrEmpty(name)
        ? null
        : await client.FindAsync<Secret>(namespaceName, name, cancellationToken) ?? throw new ProvisioningException(
            FailureKind.Configuration,
            $"The Secret '{name}', which spec.provisioner.credentialsSecretName of the plan names, does not exist in the namespace '{namespaceName}'.",
            "Create it with the keys that the plan's provisioner needs.");

    private static Dictionary<string, SecretValue> Values(Secret? secret) =>
        (secret?.Data ?? []).ToDictionary(pair => pair.Key, pair => PlanCredentials.Value(pair.Value), StringComparer.Ordinal);

    private static JsonObject Parameters(JsonElement? parameters) => parameters switch
    {
        { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!,
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        _ => throw new PlanException([new PlanError("parameters", "is not an object.", "Write it as field: value pairs.")]),
    };
}
