namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>A configuration, or the live object, does not fit the schema, so that its fields cannot have owners. Nothing was changed.</summary>
internal sealed class SchemaMismatchException(string message) : Exception(message);
