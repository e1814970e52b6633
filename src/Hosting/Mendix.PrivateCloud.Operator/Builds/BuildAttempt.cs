using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Connections;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>
/// Tells one attempt at a build from another: whoever corrects a field or a Secret wants another one, and without that the same download
/// would only fail in the same way.
/// </summary>
internal static class BuildAttempt
{
    private const int Length = 16;

    /// <param name="view">The cluster.</param>
    /// <param name="build">Which build.</param>
    /// <param name="spec">The configuration of its namespace.</param>
    /// <param name="host">What the operator itself was told.</param>
    public static string Of(ClusterView view, Build build, OperatorConfigurationSpec? spec, string host)
    {
        var secret = spec?.Registry?.CredentialsSecretName is { Length: > 0 } name ? view.Secrets.Find(build.Metadata.Namespace, name) : null;
        var text = $"{build.Metadata.Uid}\n{build.Metadata.Generation}\n{SettingsOf(spec)}\n{host}\n{secret?.Metadata.Uid}\n{secret?.Metadata.ResourceVersion}\n{NamespaceConnections.InputsOf(view, build.Metadata.Namespace!)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }

    /// <summary>Everything of a configuration that builds depend on, except how they connect.</summary>
    public static string SettingsOf(OperatorConfigurationSpec? spec) => JsonSerializer.Serialize(
        new OperatorConfiguration
        {
            Spec = new OperatorConfigurationSpec
            {
                Registry = spec?.Registry,
                BaseOSImageTagTemplate = spec?.BaseOSImageTagTemplate,
                BuildRuntimeBaseImage = spec?.BuildRuntimeBaseImage,
                BuildTask = spec?.BuildTask,
                BuildResources = spec?.BuildTask is null ? null : spec.BuildResources,
            },
        },
        OperatorConfiguration.TypeInfo);
}
