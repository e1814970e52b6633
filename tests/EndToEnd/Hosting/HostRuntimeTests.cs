using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.EndToEnd.Hosting;

/// <summary>What the host's provisioners need of the process that they run in.</summary>
public sealed class HostRuntimeTests
{
    /// <summary>The driver of SQL Server refuses to work in globalization-invariant mode, which is this repository's default.</summary>
    [Fact]
    public async Task The_host_has_the_cultures_that_the_driver_of_SQL_Server_needs()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Mendix.PrivateCloud.ReferenceHost.runtimeconfig.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["runtimeOptions"]!["configProperties"]!;
        Assert.False((bool)settings["System.Globalization.Invariant"]!);
    }
}
