using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// What is kept of a Secret: all of those that the operator made, because it must see when one differs, and no content
/// of any other. The credentials of a plan are read when they are used.
/// </summary>
internal static class CachedSecret
{
    public static Secret Of(Secret secret)
    {
        if (secret.Metadata.Labels?.GetValueOrDefault(Labels.ManagedBy) != Labels.Manager)
        {
            // One that an app takes its credentials from must be noticed when it changes.
            secret.Metadata.Annotations = secret.Metadata.Annotations?.GetValueOrDefault(Labels.EnvironmentSecret) == "true"
                ? new() { [Labels.EnvironmentSecret] = "true", [Labels.SettingsDigest] = SettingsDigest.Of([secret]) }
                : null;
            secret.Data = null;
            secret.Metadata.ManagedFields = null;
        }

        return secret;
    }
}
