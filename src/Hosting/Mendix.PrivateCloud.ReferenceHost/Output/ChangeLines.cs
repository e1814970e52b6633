using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Turns states of the environments into the lines that tell what is new since the last one.</summary>
internal sealed class ChangeLines
{
    private readonly Dictionary<string, ResourceSnapshot> _told = new(StringComparer.Ordinal);

    /// <summary>One line per resource whose state or cause is new, and per resource that is gone.</summary>
    public IReadOnlyList<string> Next(IReadOnlyList<ResourceNode> trees)
    {
        var lines = new List<string>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in trees.SelectMany(tree => tree.Flatten()))
        {
            var resource = node.Resource;
            present.Add(resource.Uid);
            if (!_told.TryGetValue(resource.Uid, out var before) || Differs(before, resource))
            {
                lines.Add(Line(resource, resource.State.ToString(), Wording.Explain(resource)));
            }

            _told[resource.Uid] = resource;
        }

        foreach (var gone in _told.Values.Where(resource => !present.Contains(resource.Uid)).ToList())
        {
            _told.Remove(gone.Uid);
            lines.Add(Line(gone, "Gone", ""));
        }

        return lines;
    }

    private static bool Differs(ResourceSnapshot before, ResourceSnapshot now) =>
        before.State != now.State || Wording.Explain(before) != Wording.Explain(now);

    private static string Line(ResourceSnapshot resource, string state, string explanation) =>
        $"{resource.Kind + " " + resource.Namespace + "/" + resource.Name,-42} {state,-10} {explanation}".TrimEnd();
}
