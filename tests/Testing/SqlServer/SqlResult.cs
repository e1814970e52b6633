namespace Mendix.PrivateCloud.Testing.SqlServer;

/// <summary>What a SELECT gives.</summary>
internal sealed record SqlResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);
