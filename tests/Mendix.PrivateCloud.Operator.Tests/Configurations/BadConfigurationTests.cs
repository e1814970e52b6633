using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Configurations;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Configurations;

/// <summary>A wrong OperatorConfiguration is told by its field, touches nothing, and a good one afterwards heals.</summary>
public sealed class BadConfigurationTests
{
    /// <summary>A wrong value, the field that must be named, and what else the message must hold.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "spec.endpoint.type", "'loadBalancer' is not known" },
        { "spec.endpoint.serviceType", "'NodePort' is not known" },
        { "spec.endpoint.servicePorts", "70000" },
        { "spec.endpoint.servicePorts", "more than once" },
        { "spec.endpoint.serviceAnnotations[a]", "{{.Nmae}}" },
        { "spec.endpoint.ingress.domain", "without scheme" },
        { "spec.endpoint.ingress.domain", "lower-case letters" },
        { "spec.endpoint.ingress.tlsSecretName", "{{.Domain}}" },
        { "spec.endpoint.ingress.tlsSecretName", "no name that a Secret can have" },
        { "spec.endpoint.ingress.annotations[a]", "{{.App}}" },
        { "spec.endpoint.ingress.path", "Begin it with /" },
        { "spec.endpoint.ingress.pathType", "Exact, Prefix or ImplementationSpecific" },
        { "spec.endpoint.openshiftRoute.domain", "is not a host name" },
        { "spec.endpoint.openshiftRoute.tlsSecretName", "{{.Nome}}" },
        { "spec.endpoint.openshiftRoute.annotations[a]", "{{.App}}" },
        { "spec.endpoint.gatewayRoute.domain", "is not a host name" },
        { "spec.endpoint.gatewayRoute.gatewayParentReference.name", "is not set" },
        { "spec.endpoint.gatewayRoute.gatewayRouteRequestHeaderModifiers", "'bad header'" },
        { "spec.endpoint.gatewayRoute.gatewayRouteResponseHeaderModifiers", "'bad header'" },
        { "spec.proxy.httpProxy", "http://proxy.example.com:3128" },
        { "spec.proxy.httpsProxy", "holds a password" },
        { "spec.customCASecretName", "custom.crt" },
        { "spec.rollout.maxUnavailable", "'0%'" },
    };

    /// <summary>The same of what goes to every workload. A MendixApp can have these wrong too, and the words are for both.</summary>
    public static TheoryData<string, string> WorkloadFaults => new()
    {
        { "spec.runtimeResources", "at least the request" },
        { "spec.runtimeResources", "no resource of an app" },
        { "spec.sidecarResources", "at least the request" },
        { "spec.metricsSidecarResources", "at least the request" },
        { "spec.runtimeLivenessProbe.successThreshold", "Remove it" },
        { "spec.runtimeTerminationDelaySeconds", "less than spec.runtimeTerminationGracePeriodSeconds" },
        { "customPodLabels.general", "operator's own" },
        { "customPodLabels.general", "'two words'" },
        { "customPodLabels.general", "The value of 'team'" },
        { "spec.customPodNodeSelector.general", "'/zone'" },
        { "spec.customPodAnnotations.general", "'a/b/c'" },
        { "runtimeDeploymentPodAnnotations", "'-a'" },
        { "runtimeMetricsConfiguration.mode", "spec.metricsSidecarImage" },
        { "runtimeMetricsConfiguration.interval", "PT1M" },
        { "runtimeMetricsConfiguration.mxAgentConfig", "leave it empty" },
        { "spec.licenseManager.serverURL", "without a password" },
        { "spec.licenseManager.credentialsSecretName", "cannot be the name of a Secret" },
    };

    [Theory]
    [MemberData(nameof(WorkloadFaults))]
    public void Each_fault_of_workloads_names_its_field(string field, string because) => Assert.Contains(field, ProblemOf(field, because), StringComparison.Ordinal);

    [Fact]
    public void What_is_allowed_is_no_fault() => Assert.Empty(ConfigurationRules.Problems(Configuration(spec =>
    {
        spec.CustomPodLabels = new GeneralMap { General = new() { ["team"] = "", ["example.com/Cost_Centre.1"] = "4711-a" } };
        spec.CustomPodNodeSelector = new GeneralMap { General = new() { ["topology.kubernetes.io/zone"] = "a" } };
        spec.CustomPodAnnotations = new GeneralMap { General = new() { ["Example.com/Note"] = "any text, of any length" } };
        // An app may say how much of it is heap.
        spec.RuntimeResources = Resources("memory", "256Mi", "256Mi");
        spec.LicenseManager = new OperatorLicenseManager { ServerUrl = "http://licences.pclm.svc:8080" };
    }).Spec));

    [Fact]
    public async Task Each_fault_touches_nothing_and_a_good_value_heals()
    {
        var told = await Task.WhenAll(TouchesNothingAsync(Faults), TouchesNothingAsync(WorkloadFaults));

        // The definition refuses the others.
        Assert.True(told.Sum() > 30, $"{told.Sum()} of the faults were told by the operator");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_is_told_by_its_field(string field, string because) => Assert.StartsWith(field, ProblemOf(field, because), StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(2, ConfigurationRules.Problems(Configuration(spec =>
    {
        spec.Endpoint!.Ingress!.Domain = "https://apps.example.com";
        spec.Endpoint.Ingress.Path = "app";
    }).Spec).Count);

    [Fact]
    public async Task It_is_told_on_the_configuration_and_on_the_apps_touches_nothing_and_a_good_one_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("old"));
        await cluster.UntilAsync<MendixApp>("old", Samples.IsReady);
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        await cluster.UntilQuietAsync();
        cluster.Requests.Clear();

        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint!.Ingress!.TlsSecretName = "{{.Nmae}}-tls"));
        var told = await cluster.UntilConfigurationAsync(seen => seen.Says("InvalidField"));
        var old = await cluster.UntilAsync<MendixApp>("old", seen =>
            seen.Status!.Conditions!.Any(condition => condition is { Type: "ConfigurationCurrent", Reason: "InvalidConfiguration" }));
        await cluster.UntilQuietAsync();

        Assert.Contains("spec.endpoint.ingress.tlsSecretName", told.Ready()!.Message, StringComparison.Ordinal);
        Assert.True(old.IsReady());
        Assert.All(cluster.Writes.Where(write => write.Resource != "events"), write => Assert.Equal("status", write.Subresource));

        await cluster.ApplyAsync(Samples.App("new"));
        var refused = await cluster.UntilAsync<MendixApp>("new", seen => seen.SaysReason("InvalidConfiguration"));
        Assert.Contains("spec.endpoint.ingress.tlsSecretName", refused.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<Endpoint>("new-endpoint"));

        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint!.Ingress!.IngressClassName = "nginx"));
        await cluster.UntilAsync<MendixApp>("new", Samples.IsReady);
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        foreach (var name in new[] { "old", "new" })
        {
            await cluster.UntilAsync<Ingress>(name, ingress => ingress.Spec!.IngressClassName == "nginx");
        }
    }

    [Fact]
    public async Task What_the_definition_forbids_does_not_get_in()
    {
        await using var cluster = await OperatorCluster.StartAsync(withOperator: false);

        foreach (var (wrong, field) in new[]
        {
            (Configuration(spec => spec.Endpoint!.Type = "loadBalancer"), "spec.endpoint.type"),
            (Configuration(spec => spec.Endpoint!.ServicePorts = [70000]), "spec.endpoint.servicePorts"),
            (Configuration(spec => spec.Endpoint!.ServiceType = "NodePort"), "spec.endpoint.serviceType"),
        })
        {
            var refused = await Assert.ThrowsAsync<KubernetesException>(() => cluster.ApplyAsync(wrong));
            Assert.Contains(field, refused.Message, StringComparison.Ordinal);
        }

        Assert.Null(await cluster.FindAsync<OperatorConfiguration>(OperatorConfiguration.ObjectName));
    }

    private static async Task<int> TouchesNothingAsync(TheoryData<string, string> faults)
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        var told = 0;

        foreach (var (field, because) in faults.Select(row => row.Data))
        {
            await cluster.UntilQuietAsync();
            cluster.Requests.Clear();
            try
            {
                await cluster.ApplyAsync(Wrong(field, because));
            }
            catch (KubernetesException refusal) when (refusal.IsInvalid)
            {
                Assert.Contains(field, refusal.Message, StringComparison.Ordinal);
                continue;
            }

            var wrong = await cluster.UntilConfigurationAsync(seen => seen.Says("InvalidField"));
            await cluster.UntilQuietAsync();
            Assert.Contains(because, wrong.Ready()!.Message, StringComparison.Ordinal);
            Assert.All(cluster.Writes.Where(write => write.Resource != "events"), write => Assert.Equal("status", write.Subresource));
            Assert.True((await cluster.FindAsync<MendixApp>("crm"))!.IsReady());

            await cluster.ApplyAsync(Configuration());
            await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
            told++;
        }

        return told;
    }

    private static string ProblemOf(string field, string because)
    {
        var problem = Assert.Single(ConfigurationRules.Problems(Wrong(field, because).Spec));
        Assert.Contains(because, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55word", problem, StringComparison.Ordinal);
        return problem;
    }

    private static OperatorConfiguration Wrong(string field, string because) => Configuration(spec =>
    {
        var endpoint = spec.Endpoint!;
        var ingress = endpoint.Ingress!;
        var route = endpoint.OpenShiftRoute = new OperatorOpenShiftRoute();
        var gateway = endpoint.GatewayRoute = new OperatorGatewayRoute();
        var badHeader = new HeaderModifiers { Set = new() { ["bad header"] = "x" } };
        Action act = (field, because) switch
        {
            ("spec.endpoint.type", _) => () => endpoint.Type = "loadBalancer",
            ("spec.endpoint.serviceType", _) => () => endpoint.ServiceType = "NodePort",
            ("spec.endpoint.servicePorts", "70000") => () => endpoint.ServicePorts = [8080, 70000],
            ("spec.endpoint.servicePorts", _) => () => endpoint.ServicePorts = [8080, 8080],
            ("spec.endpoint.serviceAnnotations[a]", _) => () => endpoint.ServiceAnnotations = new() { ["a"] = "{{.Nmae}}" },
            ("spec.endpoint.ingress.domain", "without scheme") => () => ingress.Domain = "https://apps.example.com",
            ("spec.endpoint.ingress.domain", _) => () => ingress.Domain = "Apps_1",
            ("spec.endpoint.ingress.tlsSecretName", "{{.Domain}}") => () => ingress.TlsSecretName = "{{.Domain}}-tls",
            ("spec.endpoint.ingress.tlsSecretName", _) => () => ingress.TlsSecretName = "{{.Name}_tls",
            ("spec.endpoint.ingress.annotations[a]", _) => () => ingress.Annotations = new() { ["a"] = "{{ $x }} {{.App}}" },
            ("spec.endpoint.ingress.path", _) => () => ingress.Path = "app",
            ("spec.endpoint.ingress.pathType", _) => () => ingress.PathType = "Regex",
            ("spec.endpoint.openshiftRoute.domain", _) => () => route.Domain = "-",
            ("spec.endpoint.openshiftRoute.tlsSecretName", _) => () => route.TlsSecretName = "{{.Nome}}",
            ("spec.endpoint.openshiftRoute.annotations[a]", _) => () => route.Annotations = new() { ["a"] = "{{.App}}" },
            ("spec.endpoint.gatewayRoute.domain", _) => () => gateway.Domain = "a..b",
            ("spec.endpoint.gatewayRoute.gatewayParentReference.name", _) => () => endpoint.Type = EndpointTypes.GatewayRoute,
            ("spec.endpoint.gatewayRoute.gatewayRouteRequestHeaderModifiers", _) => () => gateway.GatewayRouteRequestHeaderModifiers = badHeader,
            ("spec.endpoint.gatewayRoute.gatewayRouteResponseHeaderModifiers", _) => () => gateway.GatewayRouteResponseHeaderModifiers = badHeader,
            ("spec.proxy.httpProxy", _) => () => spec.Proxy = new OperatorProxy { HttpProxy = "proxy:3128" },
            ("spec.proxy.httpsProxy", _) => () => spec.Proxy = new OperatorProxy { HttpsProxy = "http://user:pa55word@proxy:3128" },
            ("spec.customCASecretName", _) => () => spec.CustomCASecretName = "No Name",
            ("spec.runtimeResources", "at least the request") => () => spec.RuntimeResources = Resources("cpu", "1", "2"),
            ("spec.runtimeResources", _) => () => spec.RuntimeResources = new() { Limits = new() { ["gpu"] = "1" } },
            ("spec.sidecarResources", _) => () => (spec.SidecarImage, spec.SidecarResources) = ("sidecar:1", Resources("cpu", "1", "2")),
            ("spec.metricsSidecarResources", _) => () => (spec.MetricsSidecarImage, spec.MetricsSidecarResources) = ("metrics:1", Resources("cpu", "1", "2")),
            ("spec.runtimeLivenessProbe.successThreshold", _) => () => spec.RuntimeLivenessProbe = new ProbeTiming { SuccessThreshold = 2 },
            ("spec.runtimeTerminationDelaySeconds", _) => () => (spec.RuntimeTerminationDelaySeconds, spec.RuntimeTerminationGracePeriodSeconds) = (30, 30),
            ("customPodLabels.general", "operator's own") => () => spec.CustomPodLabels = new() { General = new() { ["privatecloud.mendix.com/app"] = "x" } },
            ("customPodLabels.general", "'two words'") => () => spec.CustomPodLabels = new() { General = new() { ["two words"] = "x" } },
            ("customPodLabels.general", _) => () => spec.CustomPodLabels = new() { General = new() { ["team"] = "no label" } },
            ("spec.customPodNodeSelector.general", _) => () => spec.CustomPodNodeSelector = new() { General = new() { ["/zone"] = "a" } },
            ("spec.customPodAnnotations.general", _) => () => spec.CustomPodAnnotations = new() { General = new() { ["a/b/c"] = "x" } },
            ("runtimeDeploymentPodAnnotations", _) => () => spec.RuntimeDeploymentPodAnnotations = new() { ["-a"] = "x" },
            ("runtimeMetricsConfiguration.mode", _) => () => spec.RuntimeMetricsConfiguration = new() { Mode = "compatibility" },
            ("runtimeMetricsConfiguration.interval", _) => () => spec.RuntimeMetricsConfiguration = new() { Mode = "native", Interval = "a minute" },
            ("runtimeMetricsConfiguration.mxAgentConfig", _) => () => spec.RuntimeMetricsConfiguration = new() { Mode = "native", MxAgentConfig = "[]" },
            ("spec.licenseManager.serverURL", _) => () => spec.LicenseManager = new() { ServerUrl = "http://user:pa55word@licences.pclm.svc" },
            ("spec.licenseManager.credentialsSecretName", _) => () => spec.LicenseManager = new() { ServerUrl = "http://licences.pclm.svc", CredentialsSecretName = "No Name" },
            ("spec.rollout.maxUnavailable", _) => () => spec.Rollout = new OperatorRollout { MaxUnavailable = "0%" },
            _ => throw new ArgumentException($"No wrong value for {field}."),
        };
        act();
    });

    private static ResourceRequirements Resources(string name, string limit, string request) => new() { Limits = new() { [name] = limit }, Requests = new() { [name] = request } };
}
