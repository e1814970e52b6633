namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>The copy that a reconcile worked from turned out to be older than what the cluster has.</summary>
internal sealed class StaleViewException : Exception;
