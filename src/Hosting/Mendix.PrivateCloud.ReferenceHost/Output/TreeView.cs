using Mendix.PrivateCloud.ReferenceHost.Environments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Draws the environments as they are at one moment.</summary>
internal static class TreeView
{
    // What a drawn state must leave free: the blank lines around it, and the prompt.
    private const int Margin = 3;
    private const int Gap = 2;
    private const int NarrowestExplanation = 24;

    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    public static IRenderable Draw(IReadOnlyList<ResourceNode> trees, int screenHeight, int screenWidth)
    {
        var (rows, hidden) = TreeRows.Fit(trees, Math.Max(4, screenHeight - Margin));
        var widths = new Widths(rows, screenWidth);
        List<IRenderable> lines = [Text.Empty, .. rows.SelectMany(row => Lines(row, widths))];
        if (trees.Count == 0)
        {
            lines.Add(new Text("  No environment yet.", Quiet));
        }

        if (hidden > 0)
        {
            lines.Add(new Text($"  and {hidden} more environments", Quiet));
        }

        return new Rows(lines);
    }

    private static IEnumerable<IRenderable> Lines(TreeRow row, Widths widths)
    {
        var resource = row.Node.Resource;
        var color = resource.State == ResourceState.Failed ? new Style(Color.Red) : Quiet;
        var explanation = WordWrap.Lines(Wording.Explain(resource), widths.Explanation);
        yield return Name(row, widths.Name)
            .Append(State(resource.State).PadRight(widths.State + Gap), StateStyle.Of(resource.State))
            .Append(Durations.Text(row.Node.Timing).PadRight(widths.Time + Gap), Quiet)
            .Append(explanation[0], color);
        foreach (var line in explanation.Skip(1))
        {
            yield return Start()
                .Append(row.Continuation.PadRight(widths.Name + widths.State + widths.Time + (3 * Gap)), Quiet)
                .Append(line, color);
        }
    }

    private static Paragraph Name(TreeRow row, int width)
    {
        var (first, second) = Words(row);
        var padding = new string(' ', width + Gap - row.Guide.Length - first.Length - second.Length - 1);
        var isRoot = row.Guide.Length == 0;
        return Start().Append(row.Guide, Quiet).Append(first, isRoot ? Bold : Style.Plain).Append($" {second}{padding}", Quiet);
    }

    private static Paragraph Start() => new Paragraph { Overflow = Overflow.Ellipsis }.Append("  ");

    private static (string First, string Second) Words(TreeRow row) =>
        row.Guide.Length == 0 ? (row.Node.Resource.Name, row.Node.Resource.Namespace) : (row.Node.Resource.Kind, row.Node.Resource.Name);

    private static string State(ResourceState state) => $"{StateStyle.Sign(state)} {state}";

    /// <summary>How wide the columns are: as wide as their widest value, and the explanation has the rest.</summary>
    private sealed class Widths(IReadOnlyList<TreeRow> rows, int screenWidth)
    {
        public int Name { get; } = rows.Select(row => row.Guide.Length + Words(row).First.Length + 1 + Words(row).Second.Length).DefaultIfEmpty().Max();

        public int State { get; } = rows.Select(row => TreeView.State(row.Node.Resource.State).Length).DefaultIfEmpty().Max();

        public int Time { get; } = rows.Select(row => Durations.Text(row.Node.Timing).Length).DefaultIfEmpty().Max();

        public int Explanation => Math.Max(NarrowestExplanation, screenWidth - 2 - Name - State - Time - (3 * Gap));
    }
}
