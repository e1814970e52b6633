namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>A table with what is in it.</summary>
internal sealed record SqlTable(string Name, IReadOnlyList<string> Columns)
{
    public List<object?[]> Rows { get; } = [];
}
