using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Configurations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Operator.Connections;

/// <summary>How the operator connects on behalf of a namespace: with the proxy and the authorities of its OperatorConfiguration.</summary>
internal sealed class NamespaceConnections(KubernetesClient client, ClusterView view)
{
    /// <summary>The key of the Secret with the authorities (documented).</summary>
    public const string AuthoritiesKey = "custom.crt";

    private const string Field = "which spec.customCASecretName of the OperatorConfiguration names,";

    /// <summary>Reads configuration and Secret as they are now.</summary>
    /// <exception cref="ProvisioningException">One of them cannot be used (<see cref="FailureKind.Configuration"/>).</exception>
    public async Task<OutboundConnections> ReadAsync(string space, CancellationToken cancellationToken)
    {
        var spec = view.Configurations.Find(space, OperatorConfiguration.ObjectName)?.Spec;
        if (ConfigurationRules.ConnectionProblems(spec) is { Count: > 0 } problems)
        {
            throw new ProvisioningException(
                FailureKind.Configuration, "The OperatorConfiguration does not say how connections are to be made.", string.Join(' ', problems));
        }

        var proxy = NamespaceProxy.Of(spec?.Proxy)?.ToOutbound();
        return string.IsNullOrEmpty(spec?.CustomCASecretName)
            ? proxy is null ? OutboundConnections.Default : new OutboundConnections([], proxy)
            : new OutboundConnections(await AuthoritiesAsync(space, spec.CustomCASecretName, cancellationToken), proxy);
    }

    /// <summary>What the connections of a namespace depend on, in a text that differs whenever something of it does.</summary>
    public static string InputsOf(ClusterView view, string space)
    {
        var spec = view.Configurations.Find(space, OperatorConfiguration.ObjectName)?.Spec;
        var secret = string.IsNullOrEmpty(spec?.CustomCASecretName) ? null : view.Secrets.Find(space, spec.CustomCASecretName);
        return $"{SettingsOf(spec)}/{secret?.Metadata.Uid}/{secret?.Metadata.ResourceVersion}";
    }

    /// <summary>Everything of a configuration that connections depend on.</summary>
    public static string SettingsOf(OperatorConfigurationSpec? spec) => spec is null or { Proxy: null, CustomCASecretName: null or "" } ? "" : JsonSerializer.Serialize(
        new OperatorConfiguration { Spec = new OperatorConfigurationSpec { Proxy = spec.Proxy, CustomCASecretName = spec.CustomCASecretName } },
        OperatorConfiguration.TypeInfo);

    // The cache holds no content of Secrets that the operator did not make.
    private async Task<IReadOnlyList<X509Certificate2>> AuthoritiesAsync(string space, string name, CancellationToken cancellationToken)
    {
        if (await client.FindAsync<Secret>(space, name, cancellationToken) is not { } secret)
        {
            throw Unusable($"The Secret '{name}', {Field} does not exist.", $"Create it in the namespace '{space}'");
        }

        if (secret.Data?.GetValueOrDefault(AuthoritiesKey) is not { } data)
        {
            throw Unusable($"The Secret '{name}', {Field} has no key {AuthoritiesKey}.", "Fill it");
        }

        try
        {
            return OutboundConnections.ReadAuthorities(Encoding.UTF8.GetString(data));
        }
        catch (FormatException exception)
        {
            throw Unusable($"The Secret '{name}', {Field} cannot be used: {exception.Message}", "Fill it");
        }
    }

    private static ProvisioningException Unusable(string problem, string remedy) => new(
        FailureKind.Configuration, problem, $"{remedy} with the certificates of the authorities, one after the other in PEM, under the key {AuthoritiesKey}.");
}
