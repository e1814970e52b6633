using Mendix.PrivateCloud.ReferenceHost.Environments;
using Spectre.Console;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>A terminal: the tree of the environments is redrawn in place until it is Ready, later changes follow as lines.</summary>
internal sealed class LiveTreeDisplay(IAnsiConsole console, TimeProvider time) : IDisplay
{
    private ChangeLines? _later;

    public void Tell(string text) => console.MarkupLineInterpolated($"[green]✓[/] {text}");

    public void TellBegun(string text)
    {
        // The terminal shows Ctrl-C as ^C at the start of the line: write over it.
        console.Write(new ControlCode("\r"));
        console.MarkupLineInterpolated($"[grey]·[/] {text} …");
    }

    public void Warn(string text) => console.MarkupLineInterpolated($"[yellow]![/] {text}");

    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ResourceNode>>, Task<T>> body) =>
        _later is null ? DrawAsync(body) : body(TellChanges);

    public void Conclude(HostReport report)
    {
        _later = new ChangeLines();
        _later.Next(report.Environments);
        if (report.Problems.Count > 0)
        {
            console.WriteLine();
            foreach (var problem in report.Problems)
            {
                console.MarkupLineInterpolated($"[red]✗[/] {problem.ToString()}");
            }

            return;
        }

        console.MarkupLineInterpolated($"[green]✓[/] [bold]{Closing.Line(report)}[/] [grey]{Durations.Text(report.Elapsed)}[/]");
        if (report.IsServing)
        {
            TellCommands(report);
        }
    }

    private void TellCommands(HostReport report)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 3, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var (command, purpose) in Closing.Commands(report))
        {
            grid.AddRow(new Text(command), new Text(purpose, new Style(Color.Grey)));
        }

        console.WriteLine();
        console.Write(grid);
        console.WriteLine();
        console.MarkupLine("[grey]Serving. Changes appear below; Ctrl-C stops.[/]");
    }

    private Task<T> DrawAsync<T>(Func<Action<IReadOnlyList<ResourceNode>>, Task<T>> body) =>
        console.Live(TreeView.Draw([], console.Profile.Height, console.Profile.Width)).Overflow(VerticalOverflow.Crop).StartAsync(context =>
            body(trees => context.UpdateTarget(TreeView.Draw(trees, console.Profile.Height, console.Profile.Width))));

    private void TellChanges(IReadOnlyList<ResourceNode> trees)
    {
        foreach (var line in _later!.Next(trees))
        {
            console.MarkupLineInterpolated($"[grey]{time.GetLocalNow():HH:mm:ss}[/]  {line}");
        }
    }
}
