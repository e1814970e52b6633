using System.Runtime.CompilerServices;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>Finds what a revision of the configuration says, in the ControllerRevisions of the cluster.</summary>
internal sealed class RevisionStore(ClusterView view)
{
    private readonly ConditionalWeakTable<ControllerRevision, OperatorConfigurationSpec> _read = [];

    /// <summary>Whether the revision is kept, or need not be.</summary>
    public bool Holds(string space, string revision) =>
        revision == ConfigurationRevision.Defaults.Name || view.Revisions.Find(space, ConfigurationRevision.ObjectNameOf(revision)) is not null;

    /// <summary>What it says; null when it is not kept.</summary>
    public OperatorConfigurationSpec? Find(string space, string revision) =>
        view.Revisions.Find(space, ConfigurationRevision.ObjectNameOf(revision)) is { } kept
            ? _read.GetValue(kept, Read)
            : revision == ConfigurationRevision.Defaults.Name ? new OperatorConfigurationSpec() : null;

    private static OperatorConfigurationSpec Read(ControllerRevision kept) =>
        kept.Data?.Deserialize(OperatorConfiguration.TypeInfo)?.Spec ?? new OperatorConfigurationSpec();
}
