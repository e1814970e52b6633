using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Puts a plan together for its provisioner: the parameters of the object and the credentials of its Secret.</summary>
internal sealed class PlanLoader(KubernetesClient client, IStorageProvisioners provisioners)
{
    /// <exception cref="ProvisioningException">The Secret is missing, or the values are no valid plan.</exception>
    public async Task<object> LoadAsync(string namespaceName, ProvisionerReference reference, CancellationToken cancellationToken)
    {
        var provisioner = provisioners.Get(reference.Type);
        var secrets = await SecretsAsync(namespaceName, reference.CredentialsSecretName, cancellationToken);
        return provisioner.BindPlan(new PlanValues(Parameters(reference.Parameters), secrets));
    }

    private async Task<IReadOnlyDictionary<string, SecretValue>> SecretsAsync(string namespaceName, string? name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(name))
        {
            return PlanValues.Empty.Secrets;
        }

        // Read at each use, so that a password changed by hand counts from the next use on and none is kept.
        var secret = await client.FindAsync<Secret>(namespaceName, name, cancellationToken) ?? throw new ProvisioningException(
            FailureKind.Configuration,
            $"The Secret '{name}', which spec.provisioner.credentialsSecretName of the plan names, does not exist in the namespace '{namespaceName}'.",
            "Create it with the keys that the plan's provisioner needs.");
        return (secret.Data ?? []).ToDictionary(
            pair => pair.Key, pair => new SecretValue(Encoding.UTF8.GetString(pair.Value).TrimEnd('\n', '\r')), StringComparer.Ordinal);
    }

    private static JsonObject Parameters(JsonElement? parameters) => parameters switch
    {
        { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!,
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        _ => throw new PlanException([new PlanError("parameters", "is not an object.", "Write it as field: value pairs.")]),
    };
}
