using Mendix.PrivateCloud.ReferenceHost.Environments;
using Spectre.Console;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

public sealed class TreeViewTests
{
    [Fact]
    public void The_tree_reads_like_this()
    {
        var trees = Snapshots.Trees(
            Snapshots.App("crm", ResourceState.Processing, "Waiting", "Waits for the database."),
            Snapshots.Child("StorageInstance", "crm-database", "crm", ResourceState.Failed, "PlanCheckFailed", "No answer from db:5432."),
            Snapshots.Child("Build", "crm-build", "crm", detail: "registry/crm:1"),
            Snapshots.Child("Endpoint", "crm-endpoint", "crm"),
            Snapshots.Child("Service", "crm-service", "crm-endpoint", detail: "port 8080"));

        Assert.Equal(
            """

              crm apps                         … Processing  for 0 s  Waiting: Waits for the database.
              ├─ StorageInstance crm-database  ✗ Failed      for 0 s  PlanCheckFailed: No answer from db:5432.
              ├─ Build crm-build               ✓ Ready       for 0 s  registry/crm:1
              └─ Endpoint crm-endpoint         ✓ Ready       for 0 s
                 └─ Service crm-service        ✓ Ready       for 0 s  port 8080
            """,
            Draw(trees, height: 40, width: 120));
    }

    [Fact]
    public void A_long_cause_goes_on_below_itself_and_the_lines_of_the_tree_go_on_beside_it()
    {
        var trees = Snapshots.Trees(
            Snapshots.App("crm", ResourceState.Failed, "UnknownPlan", "There is no plan of that name. Create it first."),
            Snapshots.Child("Build", "crm-build", "crm", ResourceState.Failed, "NotSupported", "Name a finished image."),
            Snapshots.Child("Endpoint", "crm-endpoint", "crm"));

        Assert.Equal(
            """

              crm apps                  ✗ Failed  for 0 s  UnknownPlan: There is no
              │                                            plan of that name. Create
              │                                            it first.
              ├─ Build crm-build        ✗ Failed  for 0 s  NotSupported: Name a
              │                                            finished image.
              └─ Endpoint crm-endpoint  ✓ Ready   for 0 s
            """,
            Draw(trees, height: 40, width: 72));
    }

    [Fact]
    public void On_a_low_screen_what_is_Ready_folds_first()
    {
        var trees = Snapshots.Trees(
        [
            .. Snapshots.ReadyEnvironment("a"),
            Snapshots.App("b", ResourceState.Processing),
            Snapshots.Child("Build", "b-build", "b", ResourceState.Processing),
        ]);

        var drawn = Draw(trees, height: 10, width: 120);

        Assert.Contains("http://a.example.com", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("a-database", drawn, StringComparison.Ordinal);
        Assert.Contains("b-build", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_at_all_is_counted()
    {
        var trees = Snapshots.Trees([.. Enumerable.Range(100, 50).Select(index => Snapshots.App($"app{index}", ResourceState.Ready))]);

        var drawn = Draw(trees, height: 23, width: 120);

        Assert.Contains("app118", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("app119", drawn, StringComparison.Ordinal);
        Assert.Contains("and 31 more environments", drawn, StringComparison.Ordinal);
        Assert.InRange(drawn.Split('\n').Length, 1, 23);
    }

    [Fact]
    public void Text_of_the_cluster_is_never_taken_for_markup()
    {
        var drawn = Draw(Snapshots.Trees(Snapshots.App("crm", ResourceState.Failed, "Odd", "[red]not a colour[/]")), height: 20, width: 120);

        Assert.Contains("[red]not a colour[/]", drawn, StringComparison.Ordinal);
    }

    private static string Draw(IReadOnlyList<ResourceNode> trees, int height, int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(TreeView.Draw(trees, height, width));
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');
    }
}
