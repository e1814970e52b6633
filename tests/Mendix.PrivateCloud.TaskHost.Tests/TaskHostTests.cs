using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Operator;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mendix.PrivateCloud.TaskHost.Tests;

/// <summary>The program of the image, as a process of its own, in the pods of a cluster whose operator knows no storage type of the plan.</summary>
public sealed partial class TaskHostTests
{
    private const string Image = "registry.example.com/mendix-storage-task:1";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Mendix.PrivateCloud.TaskHost.dll");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_by_pods_is_that_of_the_operators_own_process_and_goes_as_that_does()
    {
        Assert.SkipWhen(PostgresBinaries.SkipReason is not null, PostgresBinaries.SkipReason ?? "");
        await using var server = await PostgresServer.StartAsync();
        var before = await CatalogAsync(server);

        var inProcess = await RunAsync(server, cloud => cloud.AddPostgres(), task: null);
        Assert.Equal(before, await CatalogAsync(server));
        var byPod = await RunAsync(server, _ => { }, new ProvisionerTask { Image = Image });
        Assert.Equal(before, await CatalogAsync(server));

        Assert.Equal(inProcess.State, TaskField().Replace(byPod.State, ""));
        Assert.Equal(inProcess.Settings, byPod.Settings);
    }

    [Fact]
    public async Task The_last_words_of_a_failed_pod_name_cause_and_remedy_and_no_secret()
    {
        Assert.SkipWhen(PostgresBinaries.SkipReason is not null, PostgresBinaries.SkipReason ?? "");
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await TaskTestCluster.StartAsync(_ => { }, Node());
        await cluster.ApplyPlansAsync(Parameters(server), "canary-password-0815", new ProvisionerTask { Image = Image });
        await cluster.ApplyAsync(Samples.App("crm", database: "pg"));

        var failed = await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Status is { Phase: Phases.Failed, TenantId: null });
        var message = failed.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message!;
        Assert.Contains("password", message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
        var pod = (await cluster.FindAsync<Pod>("crm-database"))!;
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(pod, Pod.TypeInfo), StringComparison.Ordinal);
        Assert.Equal(TaskExitCodes.PlanWrong, pod.Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);

        await cluster.ApplyPlansAsync(Parameters(server), server.Password, new ProvisionerTask { Image = Image });
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_pod_trusts_the_authorities_of_the_namespace()
    {
        Assert.SkipWhen(PostgresBinaries.SkipReason is not null, PostgresBinaries.SkipReason ?? "");
        await using var server = await PostgresServer.StartAsync(tls: true);
        await using var cluster = await TaskTestCluster.StartAsync(_ => { }, Node());
        var parameters = new { host = server.Host, port = server.Port, userName = server.UserName, strictTls = true };
        await cluster.ApplyPlansAsync(parameters, server.Password, new ProvisionerTask { Image = Image });
        await cluster.ApplyAsync(Samples.App("crm", database: "pg"));
        var failed = await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Status is { Phase: Phases.Failed });
        Assert.Contains("could not be verified", failed.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);

        await cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = Samples.Namespace, Name = "authorities" },
            Data = new Dictionary<string, byte[]> { ["custom.crt"] = await File.ReadAllBytesAsync(server.Certificates!.AuthorityFile, Cancellation) },
        });
        await cluster.ApplyAsync(new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Namespace = Samples.Namespace, Name = OperatorConfiguration.ObjectName },
            Spec = new OperatorConfigurationSpec { CustomCASecretName = "authorities" },
        });
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Started_by_hand_it_says_who_starts_it()
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove(StorageTask.Variable);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(TaskExitCodes.PlanWrong, process.ExitCode);
        Assert.Contains("PRIVATECLOUD_TASK is not set", output, StringComparison.Ordinal);
    }

    private static ProcessNode Node() => new(new Dictionary<string, IReadOnlyList<string>> { [Image] = ["dotnet", Program] });

    private static object Parameters(PostgresServer server) => new { host = server.Host, port = server.Port, userName = server.UserName };

    private static async Task<(string State, string Settings)> RunAsync(PostgresServer server, Action<IPrivateCloudBuilder> provisioners, ProvisionerTask? task)
    {
        await using var cluster = await TaskTestCluster.StartAsync(provisioners, Node());
        await cluster.ApplyPlansAsync(Parameters(server), server.Password, task);
        await cluster.ApplyAsync(Samples.App("crm", database: "pg"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilGoneAsync<Pod>("crm-database");

        var settings = JsonNode.Parse((await cluster.FindAsync<Secret>("crm-database"))!.Data!["config"])!.AsObject();
        await using (var connection = new NpgsqlConnection(server.ConnectionString(
            (string)settings["DatabaseName"]!, (string)settings["DatabaseUserName"]!, (string)settings["DatabasePassword"]!)))
        {
            await connection.OpenAsync(Cancellation);
        }

        var state = await EndState.OfAsync(cluster.User, Samples.Namespace);
        await cluster.User.DeleteAsync<MendixApp>(Samples.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilGoneAsync<Pod>("crm-database");
        NpgsqlConnection.ClearAllPools();
        // Names differ with the tenant, passwords each time.
        var (name, user) = ((string)settings["DatabaseName"]!, (string)settings["DatabaseUserName"]!);
        settings["DatabasePassword"] = "PASSWORD";
        return (state, settings.ToJsonString().Replace(user, "USER", StringComparison.Ordinal).Replace(name, "NAME", StringComparison.Ordinal));
    }

    private static async Task<string> CatalogAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString());
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select string_agg(entry, ', ' order by entry) from (select datname as entry from pg_database union all select rolname from pg_roles) entries", connection);
        return (string)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    [GeneratedRegex(",\"task\":\\{[^}]*\\}")]
    private static partial Regex TaskField();
}
