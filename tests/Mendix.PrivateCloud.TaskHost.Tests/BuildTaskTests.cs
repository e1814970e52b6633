using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Operator;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.TaskHost.Tests;

/// <summary>The program of the image builds, as a process of its own, what the operator builds in its own: into a registry with TLS and a login.</summary>
public sealed class BuildTaskTests(RegistryFixture registries) : IClassFixture<RegistryFixture>
{
    private const string Image = "registry.example.com/mendix-task:1";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Mendix.PrivateCloud.TaskHost.dll");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RegistryServer Registry => registries.Guarded;

    [Fact]
    public async Task An_image_by_a_pod_is_that_of_the_operators_own_process_and_so_is_the_status()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());

        var inProcess = await BuildAsync(source, "by-operator", task: null);
        var byPod = await BuildAsync(source, "by-pod", new BuildTask { Image = Image });

        Assert.Equal(inProcess, byPod);
        Assert.Equal(2, source.Ranges.Count);
        // Each pushed to a place of its own, and what is there is the same.
        var digests = new List<string>();
        foreach (var repository in new[] { "by-operator", "by-pod" })
        {
            digests.Add(await RegistryFixture.SkopeoAsync(Registry, "inspect", "--format", "{{.Digest}}", $"docker://{Registry.Address}/{repository}/crm:1.4.0"));
        }

        Assert.Equal(digests[0], digests[1]);
        Assert.Contains(digests[1].Trim(), byPod, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_words_of_a_failed_pod_are_those_of_the_operator_and_hold_no_secret()
    {
        await using var source = await PackageServer.StartAsync("<html>Please log in</html>"u8.ToArray());
        var words = new List<string>();
        foreach (var task in new[] { null, new BuildTask { Image = Image } })
        {
            await using var cluster = await StartAsync();
            await ApplyAsync(cluster, source, "bad", task);
            var failed = await cluster.UntilAsync<Build>("crm-build", build => build.Status?.Phase == Phases.Failed);
            words.Add(failed.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message!);
            if (task is not null)
            {
                var pod = (await cluster.FindAsync<Pod>("crm-build"))!;
                Assert.Equal(TaskExitCodes.PlanWrong, pod.Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
                var text = JsonSerializer.Serialize(pod, Pod.TypeInfo);
                Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
                Assert.DoesNotContain(RegistryServer.Password, text, StringComparison.Ordinal);
                await cluster.UntilGoneAsync<Secret>("crm-build");
            }
        }

        Assert.Contains("it begins like a web page", words[0], StringComparison.Ordinal);
        Assert.Equal(words[0], words[1]);
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_while_is_asked_again_by_the_next_pod()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        source.Instead.Enqueue(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var cluster = await StartAsync();
        await ApplyAsync(cluster, source, "away", new BuildTask { Image = Image });

        var retried = await cluster.UntilAsync<Build>("crm-build", build => build.Status?.TaskFailures == 1);
        Assert.Contains("answered HTTP 503. It is tried again.", retried.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Started_by_hand_it_says_who_starts_it()
    {
        var (exitCode, output) = await RunAsync(null);

        Assert.Equal(TaskExitCodes.PlanWrong, exitCode);
        Assert.Contains("PRIVATECLOUD_IMAGE_TASK is not set", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON, and s3cret")]
    [InlineData("""{"source":"https://files.example.com/crm.mda?s3cret","baseImage":"base"}""")]
    [InlineData("""{"source":"s3cret","baseImage":"base","target":"registry.example.com/crm:1"}""")]
    public async Task A_task_that_it_cannot_read_is_told_and_not_quoted(string task)
    {
        var folder = Directory.CreateTempSubdirectory("mxpc-task-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ImageTask.FileName), task, Cancellation);

            var (exitCode, output) = await RunAsync(folder.FullName);

            Assert.Equal(TaskExitCodes.PlanWrong, exitCode);
            Assert.Contains("holds no task that this program can read", output, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_trusted_is_told_by_the_field_that_helps_and_trusted_by_its_file()
    {
        await using var server = await HttpsServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("mxpc-task-");
        try
        {
            var task = new ImageTask { Source = $"{server.Address}crm.mda", BaseImage = "base", Target = "registry.example.com/crm:1" };
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ImageTask.FileName), task.ToJson(), Cancellation);
            var (exitCode, output) = await RunAsync(folder.FullName);
            Assert.Equal(TaskExitCodes.PlanWrong, exitCode);
            Assert.Contains("cannot be trusted", output, StringComparison.Ordinal);
            Assert.Contains(ImageTask.UntrustedServerRemedy, output, StringComparison.Ordinal);

            File.Copy(server.Certificates.AuthorityFile, Path.Combine(folder.FullName, ImageTask.AuthoritiesFileName));
            (exitCode, output) = await RunAsync(folder.FullName);
            Assert.Equal(TaskExitCodes.PlanWrong, exitCode);
            Assert.DoesNotContain("trusted", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string? folder)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "build"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[ImageTask.FolderVariable] = folder ?? "";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output);
    }

    private Task<TaskTestCluster> StartAsync() => TaskTestCluster.StartAsync(
        _ => { },
        new ProcessNode(new Dictionary<string, IReadOnlyList<string>> { [Image] = ["dotnet", Program] }),
        options =>
        {
            options.BuildControllers.BackoffInitial = TimeSpan.FromSeconds(2);
            options.ConfigureImageBuilds = image =>
            {
                image.MaxRetries = 0;
                image.CertificateAuthorities.Add(X509CertificateLoader.LoadCertificateFromFile(Registry.Certificates!.AuthorityFile));
            };
        });

    private async Task ApplyAsync(TaskTestCluster cluster, PackageServer source, string repository, BuildTask? task)
    {
        await cluster.ApplyAsync(Samples.FilePlan());
        await cluster.ApplyAsync(Samples.Plan("ephemeral", "ephemeral-database", StorageTypes.Database));
        await cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = Samples.Namespace, Name = "push" },
            Data = new() { ["username"] = Encoding.UTF8.GetBytes(RegistryServer.UserName), ["password"] = Encoding.UTF8.GetBytes(RegistryServer.Password) },
        });
        await cluster.ApplyAsync(new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Namespace = Samples.Namespace, Name = OperatorConfiguration.ObjectName },
            Spec = new OperatorConfigurationSpec
            {
                Registry = new OperatorRegistry { PushUrl = $"{Registry.Address}/{repository}", ImageNameTemplate = "{{.Name}}:{{.Version}}", CredentialsSecretName = "push" },
                BuildRuntimeBaseImage = $"{Registry.Address}/{RegistryFixture.BaseName}",
                BaseOSImageTagTemplate = "{{.MxRuntimeVersion}}-jre{{.JavaVersion}}",
                BuildTask = task,
            },
        });
        var app = Samples.App("crm", database: "ephemeral");
        (app.Spec!.SourceUrl, app.Spec.SourceVersion) = (source.Package.ToString(), "1.4.0");
        await cluster.ApplyAsync(app);
    }

    /// <summary>The status of a Build that went well, without times and without the place that its image went to.</summary>
    private async Task<string> BuildAsync(PackageServer source, string repository, BuildTask? task)
    {
        await using var cluster = await StartAsync();
        await ApplyAsync(cluster, source, repository, task);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilGoneAsync<Pod>("crm-build");
        await cluster.UntilGoneAsync<Secret>("crm-build");
        var status = (await cluster.FindAsync<Build>("crm-build"))!.Status!;
        Assert.NotNull(status.StartTime);
        status.StartTime = null;
        status.Conditions!.ForEach(condition => condition.LastTransitionTime = default);
        return JsonSerializer.Serialize(new Build { Status = status }, Build.TypeInfo).Replace($"/{repository}/", "/REPOSITORY/", StringComparison.Ordinal);
    }
}
