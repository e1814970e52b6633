namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>What was on the server at one time.</summary>
internal sealed record Inventory(IReadOnlyList<string> Lines)
{
    public static Inventory Of(IEnumerable<string> lines) => new([.. lines.Order(StringComparer.Ordinal)]);

    public bool Same(Inventory other) => Lines.SequenceEqual(other.Lines, StringComparer.Ordinal);

    /// <summary>The difference in words; the lines that an author would look for.</summary>
    public string Difference(Inventory actual)
    {
        var missing = Without(Lines, actual.Lines).Select(line => $"missing:    {line}");
        var surplus = Without(actual.Lines, Lines).Select(line => $"unexpected: {line}");
        return string.Join("\n              ", missing.Concat(surplus));
    }

    // As bags: a line may be there twice.
    private static List<string> Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = lines.ToList();
        foreach (var other in others)
        {
            left.Remove(other);
        }

        return left;
    }
}
