namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>A Pod needs a Secret or a key of it that is not there.</summary>
internal sealed class MissingSecretException(string message) : Exception(message);
