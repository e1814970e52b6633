using Mendix.PrivateCloud.EndToEnd.Hosting;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary><c>--kubeconfig</c>: the host as the operator of a cluster that is not its own.</summary>
public sealed class RealClusterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_installs_what_is_missing_and_says_so_and_the_next_time_finds_it_there()
    {
        await using var cluster = await TestCluster.StartAsync(Cancelled);
        using var file = new ManifestFile(Yaml.Environment("crm"));
        string[] arguments = ["--kubeconfig", cluster.KubeConfig, "--once", "-f", file.Path];

        var first = await HostProcess.RunAsync(arguments, Cancelled);
        var second = await HostProcess.RunAsync(arguments, Cancelled);

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("Installed 7 custom resource definitions", first.Output, StringComparison.Ordinal);
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Contains("Found all 7 custom resource definitions up to date", second.Output, StringComparison.Ordinal);
        Assert.Contains((await cluster.Client.GetAsync<MendixApp>("default", "crm", Cancelled)).Status!.Conditions!, condition => condition is { Type: "Ready", Status: "True" });
    }

    [Fact]
    public async Task It_leads_by_a_Lease_and_gives_it_back_when_it_stops()
    {
        await using var cluster = await TestCluster.StartAsync(Cancelled);
        await using var host = HostProcess.Start(["--kubeconfig", cluster.KubeConfig]);
        await host.WaitForLineAsync(line => line.Contains("get mendixapps", StringComparison.Ordinal), Cancelled);
        Lease? lease;
        do
        {
            await Task.Delay(50, Cancelled);
            lease = await cluster.Client.FindAsync<Lease>("default", "mendix-operator", Cancelled);
        }
        while (string.IsNullOrEmpty(lease?.Spec?.HolderIdentity));

        host.Interrupt();
        await host.WaitForExitAsync(Cancelled);

        lease = await cluster.Client.GetAsync<Lease>("default", "mendix-operator", Cancelled);
        Assert.True(string.IsNullOrEmpty(lease.Spec!.HolderIdentity));
    }

    [Theory]
    [InlineData("customresourcedefinitions", "kubectl apply --server-side -f deploy/crds")]
    [InlineData("secrets", "secrets")]
    public async Task An_account_without_the_rights_ends_with_3_and_what_it_lacks(string resource, string expected)
    {
        await using var cluster = await TestCluster.StartAsync(
            request => request.Resource == resource ? LocalFault.Status(403, "Forbidden", $"{resource} is forbidden") : null, Cancelled);

        var result = await HostProcess.RunAsync(["--kubeconfig", cluster.KubeConfig], Cancelled);

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_is_not_made_on_a_cluster_of_others()
    {
        await using var cluster = await TestCluster.StartAsync(Cancelled);
        using var file = new ManifestFile(Yaml.Environment("crm"));

        var result = await HostProcess.RunAsync(["--kubeconfig", cluster.KubeConfig, "-n", "nowhere", "--once", "-f", file.Path], Cancelled);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("kubectl create namespace nowhere", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_would_undo_what_somebody_changed_is_refused_and_changes_nothing()
    {
        await using var cluster = await TestCluster.StartAsync(Cancelled);
        using var file = new ManifestFile(Yaml.Environment("crm").Replace("dtapMode: D", "dtapMode: D\n    logAutosubscribeLevel: INFO", StringComparison.Ordinal));
        string[] arguments = ["--kubeconfig", cluster.KubeConfig, "--once", "-f", file.Path];
        Assert.Equal(0, (await HostProcess.RunAsync(arguments, Cancelled)).ExitCode);
        await cluster.Client.PatchAsync<MendixApp>(
            "default", "crm", Kubernetes.PatchType.Merge, """{"spec":{"runtime":{"logAutosubscribeLevel":"DEBUG"}}}"""u8.ToArray(), null, Cancelled);

        var result = await HostProcess.RunAsync(arguments, Cancelled);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("logAutosubscribeLevel", result.Error, StringComparison.Ordinal);
        Assert.Equal("DEBUG", (await cluster.Client.GetAsync<MendixApp>("default", "crm", Cancelled)).Spec!.Runtime!.LogAutosubscribeLevel);
    }
}
