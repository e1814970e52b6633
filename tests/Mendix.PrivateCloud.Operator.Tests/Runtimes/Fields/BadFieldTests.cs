using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>A wrong value is told by its field, its fault and the remedy; nothing is touched; and a good value heals.</summary>
public sealed class BadFieldTests
{
    private static readonly (string Field, string Remedy, Action<MendixAppSpec> Set)[] ToldInTheStatus =
    [
        ("spec.runtime.customConfiguration", "double quotes", Runtime(runtime => runtime.CustomConfiguration = "{ A: 1 }")),
        ("spec.runtime.customConfiguration", "each name once", Runtime(runtime => runtime.CustomConfiguration = """{"A":1,"A":2}""")),
        ("MicroflowConstants in spec.runtime.customConfiguration", "microflowConstants alone", Runtime(runtime => runtime.CustomConfiguration = """{"MicroflowConstants":[]}""")),
        ("spec.runtime.jettyOptions", "double quotes", Runtime(runtime => runtime.JettyOptions = "[]")),
        ("spec.runtime.microflowConstants", "Module.Constant", Runtime(runtime => runtime.MicroflowConstants = new() { ["Url"] = "x" })),
        ("spec.runtime.logLevels", "node's name", Runtime(runtime => runtime.LogLevels = new() { [""] = "INFO" })),
        ("spec.runtime.myScheduledEvents", "Module.Event", Runtime(runtime => runtime.MyScheduledEvents = ["Nightly"])),
        ("spec.runtime.scheduledEventExecution", "spec.runtime.myScheduledEvents", Runtime(runtime => runtime.ScheduledEventExecution = "SPECIFIED")),
        ("spec.runtime.scheduledEventExecution", "ALL or NONE", Runtime(runtime => runtime.CustomConfiguration = """{"ScheduledEventExecution":"SPECIFIED"}""")),
        ("spec.runtime.mxAdminPassword", "base64", Runtime(runtime => runtime.MxAdminPassword = "canary!")),
        ("spec.runtime.debuggerPassword", "base64", Runtime(runtime => runtime.DebuggerPassword = "canary!")),
        ("spec.runtime.clientCertificates[0].key", "base64 -w0", Runtime(runtime => runtime.ClientCertificates = [new() { Key = "canary!", Password = "YQ==" }])),
        ("spec.runtime.clientCertificates[0].password", "Protect the file", Runtime(runtime => runtime.ClientCertificates = [new() { Key = "MAE=" }])),
        ("spec.runtime.clientCertificates[0].password", "without one", Runtime(runtime => runtime.ClientCertificates = [new() { Key = "MAE=", Password = "YSxi" }])),
        ("spec.runtime.clientCertificates[0].pinTo", "remove the entry", Runtime(runtime => runtime.ClientCertificates = [new() { Key = "MAE=", Password = "YQ==", PinTo = [""] }])),
        ("spec.runtime.runtimeLicense", "Set both", Runtime(runtime => runtime.RuntimeLicense = new() { Type = "offline", Id = "id" })),
        ("spec.runtime.environmentVariables[0].name", "no digit first", Runtime(runtime => runtime.EnvironmentVariables = [new() { Name = "1A", Value = "x" }])),
        ("spec.runtime.environmentVariables[0].name", "another name", Runtime(runtime => runtime.EnvironmentVariables = [new() { Name = "M2EE_ADMIN_PASS", Value = "x" }])),
        ("spec.runtime.environmentVariables[0]", "Remove one", Runtime(runtime => runtime.EnvironmentVariables = [new() { Name = "A", Value = "x", ValueFrom = Key }])),
        ("spec.runtime.environmentVariables[0].valueFrom", "secretKeyRef", Runtime(runtime => runtime.EnvironmentVariables = [new() { Name = "A", ValueFrom = new() }])),
        ("'gpu' in spec.resources", "cpu, memory", spec => spec.Resources = new() { Limits = new() { ["gpu"] = "1" } }),
        ("request of cpu", "at least the request", spec => spec.Resources = new() { Limits = new() { ["cpu"] = "1" }, Requests = new() { ["cpu"] = "2" } }),
        ("memory limit 256Mi", "512Mi or more", spec => spec.Resources = new() { Limits = new() { ["memory"] = "256Mi" } }),
        ("spec.jvmMemorySettings.heapLimit", "at least 32Mi", spec => spec.JvmMemorySettings = new() { HeapLimit = "1Mi" }),
        ("spec.jvmMemorySettings.heapLimit", "raise the limit", spec => spec.JvmMemorySettings = new() { HeapLimit = "2Gi" }),
        ("customPodLabels.general", "operator's own", spec => spec.CustomPodLabels = new() { General = new() { ["privatecloud.mendix.com/app"] = "x" } }),
        ("spec.topologySpreadConstraints[0].maxSkew", "at least 1", spec => spec.TopologySpreadConstraints = [new() { MaxSkew = 0, TopologyKey = "zone", WhenUnsatisfiable = "DoNotSchedule" }]),
        ("spec.topologySpreadConstraints[0].whenUnsatisfiable", "ScheduleAnyway", spec => spec.TopologySpreadConstraints = [new() { TopologyKey = "zone", WhenUnsatisfiable = "Perhaps" }]),
        ("spec.deploymentStrategy.type", "Leave it out", spec => spec.DeploymentStrategy = new() { Type = "BlueGreen" }),
        ("spec.deploymentStrategy.switchoverThreshold", "1% to 100%", spec => spec.DeploymentStrategy = new() { SwitchoverThreshold = "150%" }),
        ("spec.deploymentStrategy.rollingUpdate.maxSurge", "25%", spec => spec.DeploymentStrategy = new() { RollingUpdate = new() { MaxSurge = "many" } }),
        ("spec.deploymentStrategy.rollingUpdate", "Set one of them", spec => spec.DeploymentStrategy = new() { RollingUpdate = new() { MaxSurge = 0, MaxUnavailable = 0 } }),
        ("spec.podDisruptionBudget", "Remove the other", spec => spec.PodDisruptionBudget = new() { MaxUnavailable = 1, MinAvailable = 1 }),
        ("spec.podDisruptionBudget.minAvailable", "50%", spec => spec.PodDisruptionBudget = new() { MinAvailable = "half" }),
        ("runtimeMetricsConfiguration.interval", "PT1M", spec => spec.RuntimeMetricsConfiguration = new() { Mode = "native", Interval = "a minute" }),
        ("runtimeMetricsConfiguration.mxAgentConfig", "leave it empty", spec => spec.RuntimeMetricsConfiguration = new() { Mode = "native", MxAgentConfig = """{"microflows":["*"]}""" }),
        ("runtimeMetricsConfiguration.mxAgentInstrumentationConfig", "without mxAgentConfig", spec => spec.RuntimeMetricsConfiguration = new() { Mode = "native", MxAgentInstrumentationConfig = "{}" }),
        ("spec.mendixRuntimeVersion", "leave it out", spec => spec.MendixRuntimeVersion = "the newest"),
        ("spec.runtimeLeaderSelection", "assigned", spec => (spec.MendixRuntimeVersion, spec.RuntimeLeaderSelection) = ("10.12.3", "leaderless")),
        ("runtimeMetricsConfiguration.mode", "compatibility", spec => (spec.MendixRuntimeVersion, spec.RuntimeMetricsConfiguration) = ("9.6.4", new RuntimeMetricsConfiguration { Mode = "native" })),
        ("spec.allowOverrideSecretsWithSecretStoreCSIDriver", "Set it to false", spec => spec.AllowOverrideSecretsWithSecretStoreCsiDriver = true),
    ];

    private static readonly (string Field, Action<MendixAppSpec> Set)[] RefusedAtTheDoor =
    [
        ("spec.replicas", spec => spec.Replicas = -1),
        ("spec.runtimeLeaderSelection", spec => spec.RuntimeLeaderSelection = "by-lot"),
        ("spec.runtimeMetricsConfiguration.mode", spec => spec.RuntimeMetricsConfiguration = new() { Mode = "often" }),
        ("spec.runtime.dtapMode", Runtime(runtime => runtime.DtapMode = "T")),
        ("spec.runtime.logAutosubscribeLevel", Runtime(runtime => runtime.LogAutosubscribeLevel = "LOUD")),
        ("spec.runtime.logLevels", Runtime(runtime => runtime.LogLevels = new() { ["Core"] = "LOUD" })),
        ("spec.runtime.logFormatType", Runtime(runtime => runtime.LogFormatType = "xml")),
        ("spec.runtime.scheduledEventExecution", Runtime(runtime => runtime.ScheduledEventExecution = "SOME")),
        ("spec.resources.limits", spec => spec.Resources = new() { Limits = new() { ["memory"] = "plenty" } }),
        ("spec.jvmMemorySettings.heapLimit", spec => spec.JvmMemorySettings = new() { HeapLimit = "plenty" }),
    ];

    private static EnvVarSource Key => new() { SecretKeyRef = new() { Name = "s", Key = "k" } };

    [Fact]
    public async Task What_only_the_operator_can_see_is_told_in_the_status()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var failures = await Task.WhenAll(ToldInTheStatus.Select((bad, index) => RunAsync($"bad-{index}", bad.Field, bad.Remedy, bad.Set)));
        Assert.Empty(failures.OfType<string>());
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));

        async Task<string?> RunAsync(string space, string field, string remedy, Action<MendixAppSpec> set)
        {
            var environment = await FieldCase.PrepareAsync(cluster, space);
            await environment.ApplyAppAsync();
            await environment.UntilReadyAsync();
            var before = await VersionsAsync(environment);

            await environment.ApplyAppAsync(set);
            MendixApp? app = null;
            await OperatorCluster.PollAsync(async () => (app = await environment.FindAsync<MendixApp>(FaultCase.App))!.ReadyCondition() is { Status: "False", Reason: "InvalidField" or "PlanCannotChange" } ready
                && ready.ObservedGeneration == app!.Metadata.Generation);
            var message = app!.ReadyCondition()!.Message!;
            var after = await VersionsAsync(environment);

            await environment.ApplyAppAsync();
            await environment.UntilReadyAsync();
            return !message.Contains(field, StringComparison.Ordinal) || !message.Contains(remedy, StringComparison.Ordinal) || message.Contains("canary", StringComparison.Ordinal)
                ? $"{field} ({remedy}) is not told: {message}"
                : before != after ? $"{field}: {before} became {after}" : null;
        }
    }

    [Fact]
    public async Task What_the_definition_says_is_refused_at_the_door()
    {
        await using var cluster = await OperatorCluster.StartAsync(withOperator: false);
        await cluster.ApplyAsync(Samples.App("crm"));
        foreach (var (field, set) in RefusedAtTheDoor)
        {
            var app = Samples.App("crm");
            set(app.Spec!);
            var refusal = await Assert.ThrowsAsync<KubernetesException>(() => cluster.ApplyAsync(app));
            Assert.True(refusal.IsInvalid, field);
            Assert.Contains(field, refusal.Message, StringComparison.Ordinal);
        }
    }

    // Everything of the environment that runs: what was not touched has the version that it had.
    private static async Task<string> VersionsAsync(FaultCase environment)
    {
        const string Name = FaultCase.App;
        IKubernetesObject?[] things =
        [
            await environment.FindAsync<Deployment>($"{Name}-master"),
            await environment.FindAsync<Deployment>($"{Name}-worker"),
            await environment.FindAsync<Secret>($"{Name}-runtime"),
            await environment.FindAsync<Secret>($"{Name}-m2ee"),
            await environment.FindAsync<Service>(Name),
            await environment.FindAsync<PodDisruptionBudget>(Name),
        ];
        var generation = (await environment.FindAsync<Runtime>(Name))!.Metadata.Generation;
        return $"{string.Join(' ', things.Select(thing => (thing as Deployment)?.Metadata.Generation.ToString() ?? thing?.Metadata.ResourceVersion ?? "-"))} {generation}";
    }

    private static Action<MendixAppSpec> Runtime(Action<RuntimeConfiguration> set) => spec => set(spec.Runtime = new RuntimeConfiguration());
}
