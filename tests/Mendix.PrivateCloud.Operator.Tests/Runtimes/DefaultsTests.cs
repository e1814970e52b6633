using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>What an app gets that asks for nothing, and what the OperatorConfiguration changes in it.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public async Task Documented_defaults()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var environment = await FieldCase.PrepareAsync(cluster, "defaults");
        await environment.ApplyAppAsync();
        await environment.UntilReadyAsync();
        var app = await RenderedApp.ReadAsync(environment);

        var (master, pod) = (app.Master.Spec!, app.Pod);
        Assert.Equal(("Recreate", 600, 0), (master.Strategy!.Type, master.ProgressDeadlineSeconds, master.RevisionHistoryLimit));
        // Never to be changed: the server refuses it, and environments that exist could not be updated any more.
        Assert.Equal(
            new Dictionary<string, string> { ["privatecloud.mendix.com/app"] = "crm", ["privatecloud.mendix.com/component"] = "mendix-app", ["node-type"] = "master" },
            master.Selector!.MatchLabels);
        Assert.Equal((300, false, false), (pod.TerminationGracePeriodSeconds, pod.AutomountServiceAccountToken, pod.EnableServiceLinks));
        Assert.Equal("default", pod.ServiceAccountName);
        Assert.True(pod.SecurityContext!.RunAsNonRoot);
        // OpenShift gives each namespace a user number of its own.
        Assert.Equal((null, null, null), (pod.SecurityContext.RunAsUser, pod.SecurityContext.RunAsGroup, pod.SecurityContext.FsGroup));
        Assert.All(pod.Containers!, container =>
        {
            Assert.False(container.SecurityContext!.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities!.Drop!);
            Assert.Equal("Always", container.ImagePullPolicy);
        });
        Assert.Equal((null, true), (app.Main.SecurityContext!.ReadOnlyRootFilesystem, app.Sidecar.SecurityContext!.ReadOnlyRootFilesystem));
        AssertProbe(app.Main.LivenessProbe!, "/m2ee-sidecar/v1/livez", 60, 15, 3, 3);
        AssertProbe(app.Main.ReadinessProbe!, "/m2ee-sidecar/v1/readyz", 5, 1, 1, 3);
        AssertResources(app.Main, "1 512Mi 256Mi", "100m 512Mi 256Mi");
        AssertResources(app.Sidecar, "250m 32Mi 4Mi", "100m 16Mi 4Mi");
        Assert.Equal("-Xmx212m", app.Variable("JAVA_TOOL_OPTIONS"));
        Assert.Equal(("1", "", "AlwaysAllow"), (app.Budget!.Spec!.MinAvailable.ToString(), app.Budget.Spec.MaxUnavailable.ToString(), app.Budget.Spec.UnhealthyPodEvictionPolicy));
        Assert.Equal(("127.0.0.1", "9000", "master"), (app.Variable("M2EE_ADMIN_LISTEN_ADDRESSES"), app.Variable("M2EE_ADMIN_PORT"), app.Variable("M2EE_NODE_TYPE")));
        Assert.Null(app.Main.Lifecycle);
        Assert.DoesNotContain("prometheus.io/scrape", app.Template.Metadata!.Annotations!.Keys);
    }

    [Fact]
    public async Task Several_replicas_may_miss_one_and_none_need_no_protection()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.ApplyAsync(Samples.App("crm", replicas: 2));
        var budget = await cluster.UntilAsync<PodDisruptionBudget>("crm", budget => budget.Spec!.MaxUnavailable is not null);
        Assert.Equal(("", "1"), (budget.Spec!.MinAvailable.ToString(), budget.Spec.MaxUnavailable.ToString()));

        await cluster.ApplyAsync(Samples.App("crm", replicas: 0));
        await cluster.UntilGoneAsync<PodDisruptionBudget>("crm");
    }

    [Fact]
    public async Task The_OperatorConfiguration_says_what_the_app_does_not()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var environment = await FieldCase.PrepareAsync(cluster, "configured");
        await environment.ApplyAsync(new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Name = "mendix-operator-configuration" },
            Spec = new OperatorConfigurationSpec
            {
                Endpoint = new OperatorEndpoint { Type = EndpointTypes.Ingress, Ingress = new OperatorIngress { Domain = "example.com" } },
                SidecarImage = "sidecar:2",
                SidecarResources = new() { Limits = new() { ["memory"] = "64Mi" } },
                MetricsSidecarImage = "metrics:2",
                MetricsSidecarResources = new() { Limits = new() { ["memory"] = "48Mi" } },
                RuntimeResources = new() { Limits = new() { ["memory"] = "2Gi" } },
                RuntimeLivenessProbe = new() { InitialDelaySeconds = 30, PeriodSeconds = 20, TimeoutSeconds = 4, FailureThreshold = 5 },
                RuntimeReadinessProbe = new() { InitialDelaySeconds = 1, PeriodSeconds = 2, TimeoutSeconds = 3, FailureThreshold = 4, SuccessThreshold = 2 },
                RuntimeTerminationGracePeriodSeconds = 120,
                RuntimeTerminationDelaySeconds = 90,
                RuntimeAutomountServiceAccountToken = true,
                RuntimeDeploymentPodAnnotations = new() { ["a"] = "1", ["b"] = "1" },
                CustomPodAnnotations = new() { General = new() { ["a"] = "0", ["c"] = "0" } },
                CustomPodLabels = new() { General = new() { ["team"] = "platform", ["cost"] = "1" } },
                CustomPodNodeSelector = new() { General = new() { ["pool"] = "apps" } },
                RuntimeMetricsConfiguration = new() { Mode = "compatibility" },
                RuntimeLogFormatType = "json",
            },
        });
        await environment.ApplyAppAsync(spec => (spec.CustomPodLabels, spec.RuntimeDeploymentPodAnnotations, spec.RuntimeMetricsConfiguration) =
            (new GeneralMap { General = new() { ["team"] = "crm" } }, new Dictionary<string, string> { ["b"] = "2" }, new RuntimeMetricsConfiguration()));
        await environment.UntilReadyAsync();
        var app = await RenderedApp.ReadAsync(environment);

        AssertProbe(app.Main.LivenessProbe!, "/m2ee-sidecar/v1/livez", 30, 20, 4, 5);
        AssertProbe(app.Main.ReadinessProbe!, "/m2ee-sidecar/v1/readyz", 1, 2, 3, 4);
        Assert.Equal(2, app.Main.ReadinessProbe!.SuccessThreshold);
        Assert.Equal("-Xmx1024m", app.Variable("JAVA_TOOL_OPTIONS"));
        Assert.Equal(("64Mi", "48Mi"), (app.Sidecar.Resources!.Limits!["memory"].ToString(), app.Container("m2ee-metrics").Resources!.Limits!["memory"].ToString()));
        Assert.Equal((120, true), (app.Pod.TerminationGracePeriodSeconds, app.Pod.AutomountServiceAccountToken));
        Assert.Equal(["sleep", "90"], app.Main.Lifecycle!.PreStop!.Exec!.Command!);
        Assert.Equal(("1", "2", "0"), (app.Template.Metadata!.Annotations!["a"], app.Template.Metadata.Annotations["b"], app.Template.Metadata.Annotations["c"]));
        Assert.Equal(("crm", "1"), (app.Template.Metadata.Labels!["team"], app.Template.Metadata.Labels["cost"]));
        Assert.Equal("apps", app.Pod.NodeSelector!["pool"]);
        Assert.Equal("json", (string?)app.Json("log")["format"]);
    }

    private static void AssertProbe(Probe probe, string path, int initialDelay, int period, int timeout, int failures)
    {
        Assert.Equal((path, 8800), (probe.HttpGet!.Path, probe.HttpGet.Port.Number));
        Assert.Equal((initialDelay, period, timeout, failures), (probe.InitialDelaySeconds, probe.PeriodSeconds, probe.TimeoutSeconds, probe.FailureThreshold));
    }

    private static void AssertResources(Container container, string limits, string requests)
    {
        Assert.Equal(limits, Words(container.Resources!.Limits!));
        Assert.Equal(requests, Words(container.Resources.Requests!));
    }

    private static string Words(Dictionary<string, Quantity> amounts) => $"{amounts["cpu"]} {amounts["memory"]} {amounts["ephemeral-storage"]}";
}
