using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Lays trees out in lines, and makes them fit a screen.</summary>
internal static class TreeRows
{
    /// <summary>The lines of all trees. What does not fit loses first the insides of what is Ready, then whole Ready environments.</summary>
    /// <param name="trees">The environments.</param>
    /// <param name="height">Lines there is room for.</param>
    /// <returns>The lines, and how many environments are not among them.</returns>
    public static (IReadOnlyList<TreeRow> Rows, int Hidden) Fit(IReadOnlyList<ResourceNode> trees, int height)
    {
        var rows = Lay(trees, collapseReady: false);
        if (rows.Count <= height)
        {
            return (rows, 0);
        }

        rows = Lay(trees, collapseReady: true);
        if (rows.Count <= height)
        {
            return (rows, 0);
        }

        // One line is needed to say that something is missing.
        var room = Math.Max(1, height - 1);
        var shown = new List<TreeRow>();
        var hidden = 0;
        foreach (var tree in trees.OrderBy(tree => tree.Resource.State == ResourceState.Ready))
        {
            var lines = Lay([tree], collapseReady: true);
            if (shown.Count + lines.Count <= room)
            {
                shown.AddRange(lines);
            }
            else if (shown.Count < room)
            {
                shown.Add(lines[0]);
            }
            else
            {
                hidden++;
            }
        }

        return (shown, hidden);
    }

    private static List<TreeRow> Lay(IReadOnlyList<ResourceNode> trees, bool collapseReady)
    {
        var rows = new List<TreeRow>();
        foreach (var tree in trees)
        {
            rows.Add(new TreeRow("", Below(tree, ""), tree));
            AddChildren(tree, "");
        }

        return rows;

        void AddChildren(ResourceNode parent, string indent)
        {
            var children = Visible(parent);
            for (var index = 0; index < children.Count; index++)
            {
                var isLast = index == children.Count - 1;
                var deeper = $"{indent}{(isLast ? "   " : "│  ")}";
                rows.Add(new TreeRow($"{indent}{(isLast ? "└─ " : "├─ ")}", Below(children[index], deeper), children[index]));
                AddChildren(children[index], deeper);
            }
        }

        IReadOnlyList<ResourceNode> Visible(ResourceNode node) => collapseReady && node.Resource.State == ResourceState.Ready ? [] : node.Children;

        string Below(ResourceNode node, string indent) => Visible(node).Count > 0 ? $"{indent}│" : indent.TrimEnd();
    }
}
