using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Tests.Manifests;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Persistence;

public sealed class PersistenceTests : ClusterTest, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-cluster-");

    protected override LocalClusterOptions Options => new() { DataFolder = _folder.FullName, Node = null };

    private string Journal => Path.Combine(_folder.FullName, "journal");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Objects_kinds_and_revisions_survive_a_restart()
    {
        await Kubectl.RunAsync("create --validate=false -f -", WidgetManifests.Definition, Cancellation);
        var widget = await CreateAsync(WidgetManifests.Path, WidgetManifests.Json("w"));
        await CreateConfigMapAsync("kept");
        await CreateConfigMapAsync("gone");
        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/gone");
        var (_, before) = await GetAsync(ConfigMaps);

        await RestartAsync();

        var (_, found) = await GetAsync($"{WidgetManifests.Path}/w");
        Assert.True(JsonNode.DeepEquals(widget, found), found.ToJsonString());
        var (_, after) = await GetAsync(ConfigMaps);
        Assert.Equal(ResourceVersion(before), ResourceVersion(after));
        Assert.Equal("kept", (string?)Assert.Single(after["items"]!.AsArray())!["metadata"]!["name"]);
    }

    [Fact]
    public async Task A_kubeconfig_stays_good()
    {
        var before = Http.DefaultRequestHeaders.Authorization;

        await RestartAsync();

        Http.DefaultRequestHeaders.Authorization = before;
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(ConfigMaps)).Code);
    }

    [Fact]
    public async Task What_was_acknowledged_is_in_the_file_at_once()
    {
        await CreateConfigMapAsync("a");
        var copy = Path.Combine(_folder.FullName, "as-killed-now");
        File.Copy(Journal, copy);
        await StopAsync();
        File.Move(copy, Journal, overwrite: true);

        await StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Theory]
    [InlineData("0123")]
    [InlineData("00000000 + 99 /configmaps {}\n")]
    [InlineData("not a record at all\n")]
    public async Task A_broken_tail_is_dropped(string tail)
    {
        await CreateConfigMapAsync("a");
        await StopAsync();
        await File.AppendAllTextAsync(Journal, tail, Cancellation);

        await StartAsync();
        await CreateConfigMapAsync("b");
        await RestartAsync();

        var (_, list) = await GetAsync(ConfigMaps);
        Assert.Equal(["a", "b"], list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!));
    }

    [Fact]
    public async Task Any_cut_of_the_file_leaves_a_cluster_of_some_earlier_moment()
    {
        for (var i = 0; i < 3; i++)
        {
            await CreateConfigMapAsync($"n{i}");
        }

        await StopAsync();
        var whole = await File.ReadAllBytesAsync(Journal, Cancellation);
        foreach (var length in Enumerable.Range(0, 12).Select(part => whole.Length - (part * 61)).Where(length => length >= 0))
        {
            await File.WriteAllBytesAsync(Journal, whole[..length], Cancellation);
            await StartAsync();
            var (_, list) = await GetAsync(ConfigMaps);
            var names = list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!).ToList();
            Assert.Equal(Enumerable.Range(0, names.Count).Select(i => $"n{i}"), names);
            await StopAsync();
        }

        await StartAsync();
    }

    [Fact]
    public async Task One_folder_holds_one_cluster_at_a_time()
    {
        var refused = await Assert.ThrowsAsync<IOException>(() => LocalClusterServer.StartAsync(Options, Cancellation));

        Assert.Contains("is in use by another cluster", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_from_an_earlier_life_must_list_again()
    {
        var first = await CreateConfigMapAsync("a");
        await CreateConfigMapAsync("b");

        await RestartAsync();

        using var watch = await Watching.WatchReader.OpenAsync(
            Http, $"{ConfigMaps}?watch=true&resourceVersion={ResourceVersion(first)}", Cancellation);
        Assert.Equal(410, (int)(await watch.NextAsync(Cancellation))!["object"]!["code"]!);
    }

    [Fact]
    public void Only_the_owner_can_read_the_files()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are a matter of Unix");
        }
        else
        {
            Assert.All(_folder.GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
        }
    }

    private async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }
}
