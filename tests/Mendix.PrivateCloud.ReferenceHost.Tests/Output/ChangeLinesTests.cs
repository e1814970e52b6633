using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

public sealed class ChangeLinesTests
{
    private readonly ChangeLines _lines = new();

    [Fact]
    public void One_line_per_state_and_cause_and_none_when_nothing_is_new()
    {
        var processing = Snapshots.Trees(Snapshots.App("crm", ResourceState.Processing, "Waiting", "The database is being made."));

        Assert.Equal(["MendixApp apps/crm                         Processing Waiting: The database is being made."], _lines.Next(processing));
        Assert.Empty(_lines.Next(processing));
        Assert.Equal(
            ["MendixApp apps/crm                         Ready      http://crm.example.com"],
            _lines.Next(Snapshots.Trees(Snapshots.App("crm", ResourceState.Ready, detail: "http://crm.example.com"))));
    }

    [Fact]
    public void A_new_cause_of_the_same_state_is_told()
    {
        _lines.Next(Snapshots.Trees(Snapshots.App("crm", ResourceState.Failed, "UnknownPlan", "a")));

        Assert.Single(_lines.Next(Snapshots.Trees(Snapshots.App("crm", ResourceState.Failed, "UnknownPlan", "b"))));
    }

    [Fact]
    public void What_went_away_is_told_once()
    {
        _lines.Next(Snapshots.Trees(Snapshots.App("crm", ResourceState.Deleting)));

        Assert.Equal(["MendixApp apps/crm                         Gone"], _lines.Next([]));
        Assert.Empty(_lines.Next([]));
    }
}
