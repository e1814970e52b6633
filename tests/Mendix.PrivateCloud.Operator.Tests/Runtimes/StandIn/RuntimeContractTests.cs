using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.StandIn;

/// <summary>
/// The contract of docs/runtime-contract.md, kept on one side by the operator and on the other by two real processes that play the runtime
/// and its sidecar.
/// </summary>
public sealed class RuntimeContractTests
{
    [Fact]
    public async Task A_rendered_pod_comes_up_healthy_with_all_that_it_was_told()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        var (pod, secrets) = await RenderAsync(cluster);
        using var disk = new PodOnDisk(pod, secrets);
        disk.Start();

        var main = pod.Containers!.Single(container => container.Name == "mendix");
        await OperatorCluster.PollAsync(() => disk.IsWellAsync(main.ReadinessProbe!));
        Assert.True(await disk.IsWellAsync(main.LivenessProbe!));
        var app = await disk.AskAppAsync();
        var configuration = app["configuration"]!;
        Assert.Equal(cluster.Shelf.Things.Single().Key, (string?)configuration["DatabaseName"]);
        Assert.Equal(cluster.Shelf.Things.Single().Value.Password, (string?)configuration["DatabasePassword"]);
        Assert.NotNull(configuration["com.mendix.core.StorageService"]);
        Assert.Equal("http://crm.apps.svc:8080", (string?)configuration["ApplicationRootUrl"]);
        Assert.Equal("""{"Crm.Url":"https://backend.example.com"}""", (string?)configuration["MicroflowConstants"]);
        Assert.Equal(900000, (int?)configuration["SessionTimeout"]);
        Assert.Null(configuration["com.mendix.core.isClusterSlave"]);
        Assert.Equal("ChangeMe1!", (string?)app["told"]!["update_admin_user"]!["password"]);
        Assert.Equal("TRACE", (string?)app["told"]!["set_log_level"]!["nodes"]!["ConnectionBus"]);
        Assert.Equal("offline", (string?)app["told"]!["set_license"]!["type"]);
        Assert.Equal("-Da=b -Xmx212m", (string?)app["javaOptions"]);
        Assert.Equal("from a Secret", (string?)app["variable"]);
    }

    [Fact]
    public async Task A_worker_is_told_that_it_does_not_lead()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await RenderAsync(cluster);
        var (pod, secrets) = await ReadAsync(cluster, "crm-worker");
        using var disk = new PodOnDisk(pod, secrets);
        disk.Start();

        await OperatorCluster.PollAsync(() => disk.IsWellAsync(pod.Containers![0].ReadinessProbe!));

        Assert.True((bool?)(await disk.AskAppAsync())["configuration"]!["com.mendix.core.isClusterSlave"]);
    }

    [Fact]
    public async Task Credentials_that_cannot_be_read_keep_it_from_becoming_ready_and_alive_it_is()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        var (pod, secrets) = await RenderAsync(cluster);
        secrets["crm-database"].Data = new() { ["config"] = Encoding.UTF8.GetBytes("{\"DatabaseType\":\"Shelf\"}") };
        using var disk = new PodOnDisk(pod, secrets);
        disk.Start();

        var main = pod.Containers![0];
        await OperatorCluster.PollAsync(() => disk.IsWellAsync(main.LivenessProbe!));
        await OperatorCluster.PollAsync(async () => (await disk.ProblemAsync()).Contains("DatabaseName is not configured", StringComparison.Ordinal));
        Assert.False(await disk.IsWellAsync(main.ReadinessProbe!));
    }

    [Fact]
    public async Task Whoever_does_not_know_the_admin_password_cannot_configure_the_runtime()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        var (pod, secrets) = await RenderAsync(cluster);
        using var disk = new PodOnDisk(pod, secrets);
        disk.Start((container, variables) =>
        {
            if (container == "m2ee-sidecar")
            {
                variables["M2EE_ADMIN_PASS"] = "wrong";
            }
        });

        await OperatorCluster.PollAsync(async () =>
        {
            try
            {
                return (await disk.ProblemAsync()).Contains("403", StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        Assert.False(await disk.IsWellAsync(pod.Containers![0].LivenessProbe!));
        Assert.False(await disk.IsWellAsync(pod.Containers![0].ReadinessProbe!));
    }

    private static async Task<(PodSpec Pod, Dictionary<string, Secret> Secrets)> RenderAsync(OperatorCluster cluster)
    {
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "mendix-operator-configuration" },
            Spec = new OperatorConfigurationSpec { SidecarImage = "registry.example.com/sidecar:1" },
        });
        await cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "extra" },
            Data = new() { ["a"] = "from a Secret"u8.ToArray() },
        });
        var app = Samples.App("crm", replicas: 2);
        app.Spec!.Runtime = new RuntimeConfiguration
        {
            CustomConfiguration = """{ "SessionTimeout": 900000 }""",
            MicroflowConstants = new() { ["Crm.Url"] = "https://backend.example.com" },
            MxAdminPassword = Convert.ToBase64String("ChangeMe1!"u8),
            LogLevels = new() { ["ConnectionBus"] = "TRACE" },
            RuntimeLicense = new RuntimeLicense { Type = "offline", Id = "id", Key = "key" },
            EnvironmentVariables =
            [
                new EnvVar { Name = "JAVA_TOOL_OPTIONS", Value = "-Da=b -Xmx9g" },
                new EnvVar { Name = "A", ValueFrom = new() { SecretKeyRef = new() { Name = "extra", Key = "a" } } },
            ],
        };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        return await ReadAsync(cluster, "crm-master");
    }

    private static async Task<(PodSpec, Dictionary<string, Secret>)> ReadAsync(OperatorCluster cluster, string deployment)
    {
        var secrets = await cluster.User.ListAsync<Secret>(OperatorCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken);
        return ((await cluster.FindAsync<Deployment>(deployment))!.Spec!.Template!.Spec!, secrets.Items.ToDictionary(secret => secret.Metadata.Name!));
    }
}
