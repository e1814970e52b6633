namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>What a run left behind and what it did outside on the way. Two runs are alike when these are equal.</summary>
/// <param name="State">All objects, as <see cref="EndState"/> tells them.</param>
/// <param name="Shelf">What is on the storage server, and whether it answers to the credentials that the app was given.</param>
/// <param name="Tenants">How many tenants were made and removed there.</param>
/// <param name="Objects">How many objects were made and deleted, by resource.</param>
public sealed record Outcome(string State, string Shelf, string Tenants, string Objects)
{
    public void AssertIs(Outcome expected) => Assert.True(this == expected, DifferenceFrom(expected));

    /// <summary>The lines that one of the two has and the other has not.</summary>
    public string DifferenceFrom(Outcome expected)
    {
        var (actual, wanted) = (Lines(), expected.Lines());
        return string.Join('\n', [.. wanted.Except(actual).Select(line => $"expected: {line}"), .. actual.Except(wanted).Select(line => $"actual:   {line}")]);
    }

    private string[] Lines() => [.. State.Split('\n'), $"on the shelf: {Shelf}", $"tenants: {Tenants}", $"objects: {Objects}"];
}
