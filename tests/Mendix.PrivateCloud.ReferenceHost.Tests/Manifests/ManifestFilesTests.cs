using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

public sealed class ManifestFilesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples() =>
        new(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.yaml").Select(path => Path.GetFileName(path)));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_is_read_without_a_warning_and_holds_an_environment(string sample)
    {
        var batch = await ManifestFiles.ReadAsync([Path.Combine(AppContext.BaseDirectory, "samples", sample)], Cancelled);

        Assert.Empty(batch.Warnings);
        Assert.Single(batch.Manifests, manifest => manifest.Resource is MendixApp);
    }

    [Fact]
    public void What_is_applied_when_no_file_is_named_depends_on_the_cluster()
    {
        Assert.True(PostgresServer.TryParse("Host=db;Username=admin;Password=x", out var server, out _));

        Assert.Equal("samples/first-environment.yaml", ManifestFiles.Display(Assert.Single(ManifestFiles.Of(new HostOptions()))));
        Assert.Equal("samples/postgres-environment.yaml", ManifestFiles.Display(Assert.Single(ManifestFiles.Of(new HostOptions { Postgres = server }))));
        Assert.Empty(ManifestFiles.Of(new HostOptions { KubeConfigFile = "config" }));
        Assert.Equal(["my.yaml"], ManifestFiles.Of(new HostOptions { Files = ["my.yaml"], Postgres = server }));
    }

    [Fact]
    public async Task A_kind_that_the_host_cannot_apply_whole_is_refused_with_its_place()
    {
        var exception = await ReadAsync(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: fine }
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: { name: odd }
            """);

        var problem = Assert.Single(exception.Problems);
        Assert.Equal((5, "kind"), (problem.Line, problem.Field));
        Assert.Equal(ExitCodes.BadInput, exception.ExitCode);
    }

    [Fact]
    public async Task All_mistakes_of_a_file_are_told_at_once()
    {
        var exception = await ReadAsync(
            """
            apiVersion: privatecloud.mendix.com/v1alpha1
            kind: MendixApp
            metadata: { name: crm }
            spec:
              replicas: many
              runtime:
                dtapMode: X
            """);

        Assert.Equal(["spec.replicas", "spec.runtime.dtapMode"], exception.Problems.Select(problem => problem.Field));
        Assert.Equal([5, 7], exception.Problems.Select(problem => problem.Line));
    }

    private static async Task<HostException> ReadAsync(string yaml)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, yaml, Cancelled);
            return await Assert.ThrowsAsync<HostException>(() => ManifestFiles.ReadAsync([file], Cancelled));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
