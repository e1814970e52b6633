using Mendix.PrivateCloud.Kubernetes.Resources;

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
            secret.Data = null;
            secret.Metadata.ManagedFields = null;
            secret.Metadata.Annotations = null;
        }

        return secret;
    }
}
