using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class CheckReportTests
{
    private static readonly CheckFinding Unknown = CheckFinding.NotChecked("credentials", "The driver is not here.");

    [Fact]
    public void What_was_not_checked_is_told_and_not_taken_for_approval()
    {
        Assert.False(Unknown.Passed);
        Assert.Equal("credentials: not checked. The driver is not here.", Unknown.ToString());
    }

    [Fact]
    public void What_was_not_checked_does_not_stand_in_the_way()
    {
        var report = new CheckReport([CheckFinding.Pass("reachable"), Unknown]);
        Assert.True(report.Passed);
        Assert.Empty(report.Failures);
        Assert.Equal([Unknown], report.NotChecked);
    }

    [Fact]
    public void What_is_wrong_stands_in_the_way()
    {
        var wrong = CheckFinding.Fail("reachable", "Nobody answers.", "Start it.");
        var report = new CheckReport([wrong, Unknown]);
        Assert.False(report.Passed);
        Assert.Equal([wrong], report.Failures);
    }
}
