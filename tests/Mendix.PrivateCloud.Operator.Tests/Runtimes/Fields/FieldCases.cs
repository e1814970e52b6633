using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>What every field of a MendixApp does.</summary>
internal static class FieldCases
{
    private static readonly string[] DroppedOptions = ["-Xms", "-Xmx1g", "RAMPercentage"];

    public static readonly IReadOnlyList<FieldCase> All = [.. Parts, .. Pods, .. Rollout, .. Metrics, .. RuntimeFieldCases.All];

    private static IEnumerable<FieldCase> Parts =>
    [
        new("database.servicePlan", spec => spec.Database!.ServicePlan = "other", app => Assert.Equal("other", app.Database!.Spec!.PlanName)),
        new("storage.servicePlan", spec => spec.Storage!.ServicePlan = "other-files", app => Assert.Equal("other-files", app.Files!.Spec!.PlanName)),
        new("mendixRuntimeVersion", spec => spec.MendixRuntimeVersion = "10.24.1.5", app => Assert.Equal("10.24.1.5", app.Runtime.Spec!.MendixRuntimeVersion)),
        new("sourceURL", spec => spec.SourceUrl = "oci-image://registry.example.com/crm:2.0", app => Assert.Equal("registry.example.com/crm:2.0", app.Main.Image)),
        new("sourceVersion", spec => spec.SourceVersion = "1.4.0.512", app => Assert.Equal("1.4.0.512", app.Build.Spec!.SourceVersion)),
        new("appURL", spec => spec.AppUrl = "crm.example.org", app => Assert.Equal("http://crm.example.org", app.Setting("ApplicationRootUrl"))),
        new("tls.enableTLS", spec => spec.Tls = new MendixAppTls { EnableTls = true }, app => Assert.Equal("https://crm.example.com", app.Setting("ApplicationRootUrl"))),
        new("tls.secretName", spec => spec.Tls = new MendixAppTls { EnableTls = true, SecretName = "cert" }, app => Assert.Equal("cert", app.Ingress.Spec!.Tls!.Single().SecretName)),
        new("tls.certificate", SetCertificate, app => Assert.Equal(TestCertificate.Shared.Certificate, Encoding.UTF8.GetString(app.Tls!.Data!["tls.crt"]))),
        new("tls.key", SetCertificate, app => Assert.Equal(TestCertificate.Shared.Key, Encoding.UTF8.GetString(app.Tls!.Data!["tls.key"]))),
        new("serviceAnnotations", spec => spec.ServiceAnnotations = new() { ["a"] = "b" }, app => Assert.Equal("b", app.Service.Metadata.Annotations!["a"])),
        new("endpointAnnotations", spec => spec.EndpointAnnotations = new() { ["a"] = "b" }, app => Assert.Equal("b", app.Ingress.Metadata.Annotations!["a"])),
        new("ingressClassName", spec => spec.IngressClassName = "nginx", app => Assert.Equal("nginx", app.Ingress.Spec!.IngressClassName)),
        new("ingressPath", spec => spec.IngressPath = "/crm", app => Assert.Equal("/crm", app.Ingress.Spec!.Rules!.Single().Http!.Paths!.Single().Path)),
        new("ingressPathType", spec => spec.IngressPathType = "Prefix", app => Assert.Equal("Prefix", app.Ingress.Spec!.Rules!.Single().Http!.Paths!.Single().PathType)),
    ];

    private static IEnumerable<FieldCase> Pods =>
    [
        new("replicas", spec => spec.Replicas = 3, app => Assert.Equal((1, 2), (app.Master.Spec!.Replicas, app.Worker!.Spec!.Replicas))),
        new("resources.limits", spec => spec.Resources = new() { Limits = new() { ["memory"] = "1Gi" } }, app =>
        {
            Assert.Equal("1Gi", app.Main.Resources!.Limits!["memory"].ToString());
            Assert.Equal("-Xmx512m", app.Variable("JAVA_TOOL_OPTIONS"));
        }),
        new("resources.requests", spec => spec.Resources = new() { Requests = new() { ["cpu"] = "250m" } }, app => Assert.Equal("250m", app.Main.Resources!.Requests!["cpu"].ToString())),
        new("runtimeDeploymentPodAnnotations", spec => spec.RuntimeDeploymentPodAnnotations = new() { ["a"] = "b" }, app => Assert.Equal("b", app.Template.Metadata!.Annotations!["a"])),
        new("topologySpreadConstraints", spec => spec.TopologySpreadConstraints = [new() { TopologyKey = "zone", WhenUnsatisfiable = "ScheduleAnyway" }],
            app => Assert.Equal("zone", app.Pod.TopologySpreadConstraints!.Single().TopologyKey)),
        new("customPodLabels.general", spec => spec.CustomPodLabels = new() { General = new() { ["team"] = "a" } }, app => Assert.Equal("a", app.Template.Metadata!.Labels!["team"])),
        new("runtimeReadOnlyRootFilesystem", spec => spec.RuntimeReadOnlyRootFilesystem = true, app =>
        {
            Assert.True(app.Main.SecurityContext!.ReadOnlyRootFilesystem);
            Assert.Equal("256Mi", app.Pod.Volumes!.Single(volume => volume.EmptyDir is not null).EmptyDir!.SizeLimit.ToString());
            var writable = app.Main.VolumeMounts!.Where(mount => mount.SubPath is not null).ToList();
            Assert.Contains("/tmp", writable.Select(mount => mount.MountPath));
            Assert.Equal(writable.Count, writable.Select(mount => mount.SubPath).Distinct().Count());
        }),
        new("jvmMemorySettings.heapLimit", spec =>
        {
            spec.JvmMemorySettings = new() { HeapLimit = "300Mi" };
            spec.Runtime = new() { EnvironmentVariables = [new() { Name = "JAVA_TOOL_OPTIONS", Value = "-Xms64m  -Duser.timezone=UTC -Xmx1g -XX:MaxRAMPercentage=70" }] };
        }, app =>
        {
            Assert.Equal("-Duser.timezone=UTC -Xmx300m", app.Variable("JAVA_TOOL_OPTIONS"));
            Assert.DoesNotContain(DroppedOptions, option => app.Variable("JAVA_TOOL_OPTIONS")!.Contains(option, StringComparison.Ordinal));
        }),
        new("runtimeLicenseProduct", spec => spec.RuntimeLicenseProduct = "Premium", app =>
            Assert.Equal("Premium", app.Sidecar.Env!.Single(variable => variable.Name == "M2EE_LICENSE_PRODUCT").Value)),
    ];

    private static IEnumerable<FieldCase> Rollout =>
    [
        new("runtimeLeaderSelection", spec => (spec.RuntimeLeaderSelection, spec.Replicas) = (LeaderSelections.Leaderless, 2), app =>
        {
            Assert.Equal(2, app.Master.Spec!.Replicas);
            Assert.Null(app.Worker);
            Assert.Null(app.Main.ReadinessProbe!.HttpGet);
        }),
        new("deploymentStrategy.type", spec => spec.DeploymentStrategy = new() { Type = "PreferRolling" }, app => Assert.Equal("RollingUpdate", Rolled(app).Type)),
        new("deploymentStrategy.switchoverThreshold", spec => (spec.Replicas, spec.DeploymentStrategy) = (4, new AppDeploymentStrategy { SwitchoverThreshold = "75%" }), app =>
        {
            Assert.Equal("old", RolloutSamples.Traffic(app.Runtime.Spec!, oldReady: 2, newReady: 2));
            Assert.Equal("new", RolloutSamples.Traffic(app.Runtime.Spec!, oldReady: 1, newReady: 3));
        }),
        new("deploymentStrategy.rollingUpdate.maxSurge", spec => spec.DeploymentStrategy = new() { RollingUpdate = new() { MaxSurge = "50%" } },
            app => Assert.Equal("50%", Rolled(app).RollingUpdate!.MaxSurge.ToString())),
        new("deploymentStrategy.rollingUpdate.maxUnavailable", spec => spec.DeploymentStrategy = new() { RollingUpdate = new() { MaxUnavailable = 1 } },
            app => Assert.Equal("1", Rolled(app).RollingUpdate!.MaxUnavailable.ToString())),
        new("podDisruptionBudget.maxUnavailable", spec => spec.PodDisruptionBudget = new() { MaxUnavailable = 2 },
            app => Assert.Equal(("", "2"), (app.Budget!.Spec!.MinAvailable.ToString(), app.Budget.Spec.MaxUnavailable.ToString()))),
        new("podDisruptionBudget.minAvailable", spec => (spec.Replicas, spec.PodDisruptionBudget) = (2, new AppDisruptionBudget { MinAvailable = "50%" }),
            app => Assert.Equal(("50%", ""), (app.Budget!.Spec!.MinAvailable.ToString(), app.Budget.Spec.MaxUnavailable.ToString()))),
    ];

    private static IEnumerable<FieldCase> Metrics =>
    [
        new("runtimeMetricsConfiguration.mode", spec => spec.RuntimeMetricsConfiguration = new() { Mode = "compatibility" }, app =>
        {
            Assert.Equal(8900, app.Container("m2ee-metrics").Ports!.Single().Number);
            Assert.Equal("8900", app.Template.Metadata!.Annotations!["prometheus.io/port"]);
        }),
        new("runtimeMetricsConfiguration.interval", spec => spec.RuntimeMetricsConfiguration = new() { Mode = "native", Interval = "PT30S" },
            app => Assert.Equal("PT30S", (string?)app.Config["Metrics.Registries"]![0]!["settings"]!["step"])),
        new("runtimeMetricsConfiguration.mxAgentConfig", SetAgent, app =>
        {
            Assert.Equal("""{"microflows":[{"name":"*"}]}""", app.Text("mx-agent-config"));
            Assert.Equal("/mnt/mendix/runtime/mx-agent-config", app.Variable("MX_AGENT_CONFIG"));
        }),
        new("runtimeMetricsConfiguration.mxAgentInstrumentationConfig", SetAgent, app =>
        {
            Assert.Equal("{}", app.Text("mx-agent-instrumentation-config"));
            Assert.Equal("/mnt/mendix/runtime/mx-agent-instrumentation-config", app.Variable("MX_AGENT_INSTRUMENTATION_CONFIG"));
        }),
    ];

    private static DeploymentStrategy Rolled(RenderedApp app) =>
        DeploymentRenderer.Render(app.Runtime, Labels.Master, 1, app.Template, isRolling: true).Spec!.Strategy!;

    private static void SetCertificate(MendixAppSpec spec) => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = TestCertificate.Shared.Certificate, Key = TestCertificate.Shared.Key };

    private static void SetAgent(MendixAppSpec spec) => spec.RuntimeMetricsConfiguration = new()
    {
        Mode = "native",
        MxAgentConfig = """{"microflows":[{"name":"*"}]}""",
        MxAgentInstrumentationConfig = "{}",
    };
}
