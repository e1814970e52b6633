using Mendix.PrivateCloud.ReferenceHost.Environments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Draws the environments as they are at one moment.</summary>
internal static class TreeView
{
    // What a drawn state must leave free: the blank lines around it, the last line, and the prompt.
    private const int Margin = 5;

    public static IRenderable Draw(IReadOnlyList<ResourceNode> trees, int screenHeight)
    {
        var (rows, hidden) = TreeRows.Fit(trees, Math.Max(4, screenHeight - Margin));
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 3, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 3, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var row in rows)
        {
            grid.AddRow(Name(row), State(row.Node.Resource.State), Time(row.Node), Explanation(row.Node.Resource));
        }

        List<IRenderable> lines = [Text.Empty];
        if (rows.Count > 0)
        {
            lines.Add(grid);
        }

        if (hidden > 0)
        {
            lines.Add(Quiet($"  and {hidden} more environments"));
        }

        if (trees.Count == 0 || trees.Any(tree => tree.Resource.State != ResourceState.Ready))
        {
            lines.AddRange([Text.Empty, Quiet("  Waiting until all is Ready. Ctrl-C stops.")]);
        }

        lines.Add(Text.Empty);
        return new Rows(lines);
    }

    private static Text Quiet(string text) => new(text, new Style(Color.Grey));

    private static Paragraph Name(TreeRow row)
    {
        var resource = row.Node.Resource;
        var isRoot = row.Guide.Length == 0;
        var name = new Paragraph().Append(row.Guide, new Style(Color.Grey));
        return isRoot
            ? name.Append(resource.Name, new Style(decoration: Decoration.Bold)).Append($"  {resource.Namespace}", new Style(Color.Grey))
            : name.Append($"{resource.Kind} ", Style.Plain).Append(resource.Name, new Style(Color.Grey));
    }

    private static Text State(ResourceState state) => new($"{StateStyle.Sign(state)} {state}", StateStyle.Of(state));

    private static Text Time(ResourceNode node) => Quiet(Durations.Text(node.Timing));

    private static Text Explanation(ResourceSnapshot resource) =>
        new(Wording.Explain(resource), resource.State == ResourceState.Failed ? new Style(Color.Red) : new Style(Color.Grey));
}
