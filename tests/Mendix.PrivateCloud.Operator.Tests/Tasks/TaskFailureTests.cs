using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Tasks;

/// <summary>A task pod that does not do its work: its last words are told, and it gets a successor when that can help.</summary>
public sealed class TaskFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_may_pass_is_tried_again_until_it_does_and_the_app_says_why_it_waits()
    {
        var isPainted = true;
        using var node = new TaskNode { Instead = (_, pod) => Volatile.Read(ref isPainted) ? Failing(pod, 75, "The shelf is being painted.") : null };
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningRetried", "being painted") && instance.Status!.TaskFailures > 2);
        await cluster.UntilAsync<MendixApp>("crm", app => app.Status?.Conditions?.Any(condition => condition is { Type: "DatabaseReady" } && condition.Message!.Contains("being painted", StringComparison.Ordinal)) == true);
        Volatile.Write(ref isPainted, false);
        var ready = await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Status?.Phase == Phases.Ready);

        Assert.Null(ready.Status!.TaskFailures);
    }

    [Fact]
    public async Task Who_deletes_a_failed_pod_gets_another_one_at_once()
    {
        using var node = new TaskNode { Instead = (number, pod) => number == 1 ? Failing(pod, 75, "not now") : null };
        await using var cluster = await TaskCluster.StartAsync(node, options => (options.StorageControllers.BackoffInitial, options.StorageControllers.BackoffMax) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningRetried", "not now"));

        await cluster.User.DeleteAsync<Pod>(OperatorCluster.Namespace, "crm-database", cancellationToken: Cancellation);

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_refused_password_waits_for_the_plans_Secret_and_heals()
    {
        using var node = new TaskNode();
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(Samples.ShelfAdmin("wrong"));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningFailed", "refused the password"));
        await cluster.UntilQuietAsync();
        Assert.Single(node.Manifests);

        await cluster.ApplyAsync(Samples.ShelfAdmin());

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Where_nothing_was_made_a_corrected_plan_reaches_the_instance()
    {
        using var node = new TaskNode { Instead = (number, pod) => number == 1 ? Failing(pod, 78, "The host is wrong.") : null };
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningFailed", "The host is wrong.") && instance.Status!.TenantId is null);

        await cluster.ApplyAsync(TaskCluster.Plan(host: "shelf-2"));

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        var instance = (await cluster.FindAsync<StorageInstance>("crm-database"))!;
        Assert.Equal("shelf-2", instance.Spec!.Provisioner!.Parameters!.Value.GetProperty("host").GetString());
    }

    [Fact]
    public async Task Where_something_was_made_the_instance_keeps_its_plan()
    {
        using var node = new TaskNode { Instead = (number, pod) => number == 1 ? Failing(pod, 65, "Half of it is there.") : null };
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningFailed", "Half of it is there."));

        await cluster.ApplyAsync(TaskCluster.Plan(host: "shelf-2"));
        await cluster.UntilQuietAsync();

        var instance = (await cluster.FindAsync<StorageInstance>("crm-database"))!;
        Assert.NotNull(instance.Status!.TenantId);
        Assert.Equal("shelf-1", instance.Spec!.Provisioner!.Parameters!.Value.GetProperty("host").GetString());
    }

    [Fact]
    public async Task A_good_end_without_the_Secret_is_a_failure()
    {
        using var node = new TaskNode { Instead = (number, pod) => number == 1 ? () => { pod.ReportSucceeded(); return Task.CompletedTask; } : null };
        await using var cluster = await TaskCluster.StartAsync(node, options => options.StorageControllers.BackoffInitial = TimeSpan.FromMilliseconds(400));
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningRetried", "did not create the Secret 'crm-database'"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task Credentials_of_a_pod_that_died_after_its_Secret_are_replaced()
    {
        var first = "";
        using var node = new TaskNode();
        await using var cluster = await TaskCluster.StartAsync(node);
        node.Afterwards = (number, pod) => number > 1 ? null : async () =>
        {
            first = (await TaskPodTests.CredentialsAsync(cluster)).Password;
            pod.ReportFailed(137);
        };
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        var (name, password) = await TaskPodTests.CredentialsAsync(cluster);
        Assert.NotEqual(first, password);
        Assert.Equal(password, cluster.Shelf.Things[name].Password);
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_is_told_and_a_corrected_one_reaches_the_instance()
    {
        using var node = new TaskNode
        {
            Instead = (_, pod) => (string)pod.Manifest["spec"]!["containers"]![0]!["image"]! == "no-such-image" ? () => { pod.ReportWaiting("ImagePullBackOff", "no such image"); return Task.CompletedTask; } : null,
        };
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(TaskCluster.Plan(image: "no-such-image"));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("Processing", "ImagePullBackOff: no such image"));

        await cluster.ApplyAsync(TaskCluster.Plan());

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_pod_that_is_somebody_elses_is_left_alone_and_waited_for()
    {
        using var node = new TaskNode();
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(new Pod
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm-database" },
            Spec = new PodSpec { Containers = [new Container { Name = "mine", Image = "mine" }] },
        });
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("Conflict", "'crm-database'"));
        Assert.Equal("mine", (await cluster.FindAsync<Pod>("crm-database"))!.Spec!.Containers![0].Image);
        Assert.Empty(cluster.Shelf.Things);

        await cluster.User.DeleteAsync<Pod>(OperatorCluster.Namespace, "crm-database", cancellationToken: Cancellation);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    private static Func<Task> Failing(LocalPod pod, int exitCode, string words) => () =>
    {
        pod.ReportFailed(exitCode, words);
        return Task.CompletedTask;
    };
}
