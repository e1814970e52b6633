namespace Microsoft.SqlServer.Server;

/// <summary>Marks a type as a user-defined type of SQL Server. Nothing here uses it; the driver looks for it on parameters.</summary>
/// <param name="format">How it is serialized.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is serialized.</summary>
    public Format Format { get; } = format;
}
