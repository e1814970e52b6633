namespace Microsoft.SqlServer.Server;

/// <summary>How a user-defined type is serialized.</summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>By the server.</summary>
    Native,

    /// <summary>By the type itself.</summary>
    UserDefined,
}
