using System.Text.Json;
using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

public sealed class JsonReportTests
{
    [Fact]
    public void The_document_holds_the_applied_environments_and_no_others()
    {
        using var document = JsonDocument.Parse(JsonReport.Write(new HostReport
        {
            ExitCode = 1,
            Elapsed = TimeSpan.FromSeconds(1.23456),
            Applied = [new("apps", "crm"), new("apps", "gone")],
            Environments = Snapshots.Trees([.. Snapshots.ReadyEnvironment("crm"), Snapshots.App("other", ResourceState.Failed)]),
            Problems = [new HostProblem("apps/gone is not there any more.")],
        }));

        var root = document.RootElement;
        Assert.False(root.GetProperty("ready").GetBoolean());
        Assert.Equal(1.235, root.GetProperty("seconds").GetDouble());
        Assert.Equal(["crm", "gone"], root.GetProperty("environments").EnumerateArray().Select(environment => environment.GetProperty("name").GetString()));
        Assert.Equal([true, false], root.GetProperty("environments").EnumerateArray().Select(environment => environment.GetProperty("ready").GetBoolean()));
        Assert.Equal(8, root.GetProperty("environments")[0].GetProperty("resources").GetArrayLength());
        Assert.Equal("apps/gone is not there any more.", root.GetProperty("problems")[0].GetProperty("message").GetString());
    }
}
