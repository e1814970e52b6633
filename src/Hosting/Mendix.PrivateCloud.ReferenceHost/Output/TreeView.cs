using Mendix.PrivateCloud.ReferenceHost.Environments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Draws the environments as they are at one moment.</summary>
internal static class TreeView
{
    // What a drawn state must leave free: the blank lines around it, and the prompt.
    private const int Margin = 3;

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

        return new Rows(
            Text.Empty,
            trees.Count == 0 ? new Text("  Waiting for the first environment.", new Style(Color.Grey)) : grid,
            hidden == 0 ? Text.Empty : new Text($"  and {hidden} more environments", new Style(Color.Grey)));
    }

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

    private static Text Time(ResourceNode node) => new(Durations.Text(node.Timing), new Style(Color.Grey));

    private static Text Explanation(ResourceSnapshot resource) =>
        new(Wording.Explain(resource), resource.State == ResourceState.Failed ? new Style(Color.Red) : new Style(Color.Grey));
}
