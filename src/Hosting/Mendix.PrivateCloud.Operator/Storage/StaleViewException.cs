namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>The copy that a reconcile worked from turned out to be older than what the operator wrote itself.</summary>
internal sealed class StaleViewException : Exception;
