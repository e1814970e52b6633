using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Selection;

/// <summary>A label selector in its text form: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>.</summary>
internal sealed class LabelSelector
{
    public static readonly LabelSelector Everything = new([]);

    private readonly IReadOnlyList<LabelRequirement> _requirements;

    private LabelSelector(IReadOnlyList<LabelRequirement> requirements) => _requirements = requirements;

    public bool IsEverything => _requirements.Count == 0;

    public bool Matches(StoredObject value) => _requirements.All(requirement => requirement.Matches(value.Labels));

    public static LabelSelector Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());
}
