namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The JSON type that a schema node demands.</summary>
internal enum SchemaType
{
    /// <summary>No type is demanded: any JSON value is acceptable.</summary>
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}
