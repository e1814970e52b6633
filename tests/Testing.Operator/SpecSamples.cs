using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>
/// For each field of a MendixApp's spec, what a user may write into it: as JSON that is laid over a spec that works.
/// Some of it is wrong, which must do no harm either.
/// </summary>
public static class SpecSamples
{
    private static readonly string Certificate =
        JsonSerializer.Serialize(new { tls = new { enableTLS = true, certificate = TestCertificate.Shared.Certificate, key = TestCertificate.Shared.Key } });

    /// <summary>Field by field, in an order of its own so that a seed means the same each time.</summary>
    public static IReadOnlyList<(string Field, string Json)> All { get; } =
    [
        ("database.servicePlan", """{"database":{"servicePlan":"other"}}"""),
        ("database.servicePlan", """{"database":{"servicePlan":"missing"}}"""),
        ("database.servicePlan", """{"database":null}"""),
        ("storage.servicePlan", """{"storage":{"servicePlan":"shelf-plan"}}"""),
        ("storage.servicePlan", """{"storage":null}"""),
        ("mendixRuntimeVersion", """{"mendixRuntimeVersion":"10.6.0.1234"}"""),
        ("sourceURL", """{"sourceURL":"oci-image://registry.example.com/crm:2.0"}"""),
        ("sourceURL", """{"sourceURL":"ftp://files.example.com/crm.mda"}"""),
        ("sourceURL", """{"sourceURL":null}"""),
        ("sourceVersion", """{"sourceVersion":"0.0.0.87"}"""),
        ("appURL", """{"appURL":"crm.example.org"}"""),
        ("appURL", """{"appURL":"not a host"}"""),
        ("tls.enableTLS", """{"tls":{"enableTLS":true}}"""),
        ("tls.secretName", """{"tls":{"enableTLS":true,"secretName":"my-certificate"}}"""),
        ("tls.certificate", Certificate),
        ("tls.certificate", """{"tls":{"enableTLS":true,"certificate":"CERTIFICATE"}}"""),
        ("tls.key", """{"tls":{"enableTLS":true,"certificate":"CERTIFICATE","key":"ANOTHER-KEY"}}"""),
        ("replicas", """{"replicas":3}"""),
        ("replicas", """{"replicas":0}"""),
        ("resources.limits", """{"resources":{"limits":{"cpu":"2","memory":"1Gi"}}}"""),
        ("resources.requests", """{"resources":{"requests":{"cpu":"250m"}}}"""),
        ("runtimeDeploymentPodAnnotations", """{"runtimeDeploymentPodAnnotations":{"example.com/a":"b"}}"""),
        ("serviceAnnotations", """{"serviceAnnotations":{"example.com/a":"b"}}"""),
        ("endpointAnnotations", """{"endpointAnnotations":{"example.com/a":"b"}}"""),
        ("ingressClassName", """{"ingressClassName":"nginx"}"""),
        ("ingressPath", """{"ingressPath":"/crm"}"""),
        ("ingressPathType", """{"ingressPathType":"Exact"}"""),
        ("ingressPathType", """{"ingressPathType":"Wrong"}"""),
        ("topologySpreadConstraints", """{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}]}"""),
        ("runtime.logAutosubscribeLevel", """{"runtime":{"logAutosubscribeLevel":"DEBUG"}}"""),
        ("runtime.mxAdminPassword", """{"runtime":{"mxAdminPassword":"QWRtaW4xMjMh"}}"""),
        ("runtime.debuggerPassword", """{"runtime":{"debuggerPassword":"RGVidWcxMjMh"}}"""),
        ("runtime.dtapMode", """{"runtime":{"dtapMode":"D"}}"""),
        ("runtime.logLevels", """{"runtime":{"logLevels":{"Core":"TRACE"}}}"""),
        ("runtime.logFormatType", """{"runtime":{"logFormatType":"json"}}"""),
        ("runtime.microflowConstants", """{"runtime":{"microflowConstants":{"Crm.Url":"x"}}}"""),
        ("runtime.scheduledEventExecution", """{"runtime":{"scheduledEventExecution":"NONE"}}"""),
        ("runtime.myScheduledEvents", """{"runtime":{"scheduledEventExecution":"SPECIFIED","myScheduledEvents":["Crm.Nightly"]}}"""),
        ("runtime.jettyOptions", """{"runtime":{"jettyOptions":"{\"max_threads\":100}"}}"""),
        ("runtime.customConfiguration", """{"runtime":{"customConfiguration":"{\"MyScheduledEvents\":\"\"}"}}"""),
        ("runtime.customConfiguration", """{"runtime":{"customConfiguration":"{"}}"""),
        ("runtime.customConfiguration", """{"runtime":{"customConfiguration":"{\"A\":1,\"A\":2}"}}"""),
        ("runtime.environmentVariables", """{"runtime":{"environmentVariables":[{"name":"A","value":"1"}]}}"""),
        ("runtime.environmentVariables", """{"runtime":{"environmentVariables":[{"name":"not a name","value":"1"}]}}"""),
        ("runtime.clientCertificates", """{"runtime":{"clientCertificates":[{"key":"UEtDUyMxMg==","password":"c2VjcmV0","pinTo":["example.com"]}]}}"""),
        ("runtime.runtimeLicense.type", """{"runtime":{"runtimeLicense":{"type":"offline","id":"a","key":"k"}}}"""),
        ("runtime.runtimeLicense.id", """{"runtime":{"runtimeLicense":{"type":"offline","id":"b","key":"k"}}}"""),
        ("runtime.runtimeLicense.key", """{"runtime":{"runtimeLicense":{"type":"offline","id":"a","key":"l"}}}"""),
        ("runtimeMetricsConfiguration.mode", """{"runtimeMetricsConfiguration":{"mode":"native"}}"""),
        ("runtimeMetricsConfiguration.interval", """{"runtimeMetricsConfiguration":{"mode":"native","interval":"PT2M"}}"""),
        ("runtimeMetricsConfiguration.mxAgentConfig", """{"runtimeMetricsConfiguration":{"mode":"native","mxAgentConfig":"{}"}}"""),
        ("runtimeMetricsConfiguration.mxAgentInstrumentationConfig", """{"runtimeMetricsConfiguration":{"mode":"native","mxAgentConfig":"{}","mxAgentInstrumentationConfig":"{}"}}"""),
        ("runtimeLeaderSelection", """{"runtimeLeaderSelection":"none"}"""),
        ("customPodLabels.general", """{"customPodLabels":{"general":{"team":"a"}}}"""),
        ("customPodLabels.general", """{"customPodLabels":{"general":{"team":"not a label!"}}}"""),
        ("runtimeLicenseProduct", """{"runtimeLicenseProduct":"Premium"}"""),
        ("deploymentStrategy.type", """{"deploymentStrategy":{"type":"PreferRolling"}}"""),
        ("deploymentStrategy.switchoverThreshold", """{"deploymentStrategy":{"switchoverThreshold":"75%"}}"""),
        ("deploymentStrategy.rollingUpdate.maxSurge", """{"deploymentStrategy":{"rollingUpdate":{"maxSurge":1}}}"""),
        ("deploymentStrategy.rollingUpdate.maxUnavailable", """{"deploymentStrategy":{"rollingUpdate":{"maxUnavailable":"50%"}}}"""),
        ("podDisruptionBudget.maxUnavailable", """{"podDisruptionBudget":{"maxUnavailable":1}}"""),
        ("podDisruptionBudget.minAvailable", """{"podDisruptionBudget":{"minAvailable":1}}"""),
        ("runtimeReadOnlyRootFilesystem", """{"runtimeReadOnlyRootFilesystem":true}"""),
        ("jvmMemorySettings.heapLimit", """{"jvmMemorySettings":{"heapLimit":"512Mi"}}"""),
        ("allowOverrideSecretsWithSecretStoreCSIDriver", """{"allowOverrideSecretsWithSecretStoreCSIDriver":true}"""),
    ];

    /// <summary>A change of as many things at once as one environment stands.</summary>
    public static void Together(MendixAppSpec spec)
    {
        foreach (var json in new[]
        {
            """{"sourceURL":"oci-image://registry.example.com/crm:2.0"}""",
            """{"appURL":"crm.example.org"}""",
            Certificate,
            """{"replicas":2}""",
            """{"resources":{"limits":{"cpu":"2","memory":"1Gi"}}}""",
            """{"serviceAnnotations":{"example.com/a":"b"}}""",
            """{"endpointAnnotations":{"example.com/a":"b"}}""",
            """{"ingressClassName":"nginx"}""",
            """{"runtime":{"microflowConstants":{"Crm.Url":"x"},"environmentVariables":[{"name":"A","value":"1"}]}}""",
            """{"customPodLabels":{"general":{"team":"a"}}}""",
        })
        {
            SpecFields.Merge(spec, json);
        }
    }
}
