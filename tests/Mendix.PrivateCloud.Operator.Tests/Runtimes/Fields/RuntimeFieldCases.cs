using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>What the fields of <c>spec.runtime</c> do.</summary>
internal static class RuntimeFieldCases
{
    public static IEnumerable<FieldCase> All => [.. Settings, .. Secrets];

    private static IEnumerable<FieldCase> Settings =>
    [
        FieldCase.Runtime("logAutosubscribeLevel", runtime => runtime.LogAutosubscribeLevel = "DEBUG", app => Assert.Equal("DEBUG", (string?)app.Json("log")["level"])),
        FieldCase.Runtime("logLevels", runtime => runtime.LogLevels = new() { ["ConnectionBus"] = "TRACE" }, app => Assert.Equal("TRACE", (string?)app.Json("log")["nodes"]!["ConnectionBus"])),
        FieldCase.Runtime("logFormatType", runtime => runtime.LogFormatType = "json", app => Assert.Equal("json", (string?)app.Json("log")["format"])),
        FieldCase.Runtime("dtapMode", runtime => runtime.DtapMode = "D", app => Assert.Equal("D", app.Setting("DTAPMode"))),
        FieldCase.Runtime("microflowConstants", SetConstants, app =>
        {
            var constants = JsonNode.Parse(app.Setting("MicroflowConstants")!)!;
            Assert.Equal(("structured", "kept"), ((string?)constants["Crm.Url"], (string?)constants["Crm.Other"]));
        }),
        FieldCase.Runtime("scheduledEventExecution", runtime => runtime.ScheduledEventExecution = "NONE", app => Assert.Equal("NONE", app.Setting("ScheduledEventExecution"))),
        FieldCase.Runtime("myScheduledEvents", runtime => (runtime.ScheduledEventExecution, runtime.MyScheduledEvents) = ("SPECIFIED", new List<string> { "Crm.Nightly" }),
            app => Assert.Equal("""["Crm.Nightly"]""", app.Config["MyScheduledEvents"]!.ToJsonString())),
        FieldCase.Runtime("jettyOptions", runtime => runtime.JettyOptions = """{"max_threads":10}""", app => Assert.Equal(10, (int?)app.Json("jetty-options")["max_threads"])),
        FieldCase.Runtime("customConfiguration", SetEverythingAsThePortalDoes, app =>
        {
            Assert.Equal(900000, (int?)app.Config["SessionTimeout"]);
            Assert.Equal("http://own.example.com", app.Setting("ApplicationRootUrl"));
            Assert.Equal("SPECIFIED", app.Setting("ScheduledEventExecution"));
            Assert.Equal("x", (string?)JsonNode.Parse(app.Setting("MicroflowConstants")!)!["Crm.Url"]);
        }),
        FieldCase.Runtime("environmentVariables", SetVariables, app =>
        {
            Assert.Equal("b", app.Variable("A"));
            Assert.Equal("token", app.Main.Env!.Single(variable => variable.Name == "TOKEN").ValueFrom!.SecretKeyRef!.Key);
            // Java takes the last of several options: what stands in a Secret cannot be stripped here.
            Assert.Equal("$(JAVA_TOOL_OPTIONS_OF_USER) -Xmx212m", app.Variable("JAVA_TOOL_OPTIONS"));
        }),
    ];

    private static IEnumerable<FieldCase> Secrets =>
    [
        FieldCase.Runtime("mxAdminPassword", runtime => runtime.MxAdminPassword = "MSE=", app => Assert.Equal("1!", app.Text("mx-admin-password"))),
        FieldCase.Runtime("debuggerPassword", runtime => runtime.DebuggerPassword = "MSE=", app => Assert.Equal("1!", app.Text("mx-debugger-password"))),
        FieldCase.Runtime("clientCertificates[].key", SetCertificates, app =>
        {
            Assert.Equal("/mnt/mendix/runtime/client-certificate-0.p12,/mnt/mendix/runtime/client-certificate-1.p12", app.Setting("ClientCertificates"));
            Assert.Equal("MAI=", Convert.ToBase64String(app.Settings.Data!["client-certificate-1.p12"]));
        }),
        FieldCase.Runtime("clientCertificates[].password", SetCertificates, app => Assert.Equal("a,b", app.Setting("ClientCertificatePasswords"))),
        FieldCase.Runtime("clientCertificates[].pinTo", SetCertificates,
            app => Assert.Equal("/mnt/mendix/runtime/client-certificate-1.p12", (string?)app.Config["ClientCertificateUsages"]!["api.example.com"])),
        FieldCase.Runtime("runtimeLicense.type", SetLicense, app => Assert.Equal("offline", (string?)app.Json("license")["type"])),
        FieldCase.Runtime("runtimeLicense.id", SetLicense, app => Assert.Equal("id", (string?)app.Json("license")["id"])),
        FieldCase.Runtime("runtimeLicense.key", SetLicense, app =>
        {
            Assert.Equal("key", (string?)app.Json("license")["key"]);
            Assert.Equal("id", app.Runtime.Spec!.Resources!.RuntimeLicense!.Id);
        }),
        new("allowOverrideSecretsWithSecretStoreCSIDriver", spec => (spec.AllowOverrideSecretsWithSecretStoreCsiDriver, spec.Database, spec.Storage) = (true, null, null), app =>
        {
            Assert.Null(app.Database);
            Assert.Null(app.Files);
            Assert.Equal("crm", app.Pod.Volumes!.Single(volume => volume.Name == "secrets").Secret!.SecretName);
            Assert.Contains("/mnt/secrets", app.Main.VolumeMounts!.Select(mount => mount.MountPath));
        }),
    ];

    private static void SetConstants(RuntimeConfiguration runtime)
    {
        runtime.MicroflowConstants = new() { ["Crm.Url"] = "structured" };
        runtime.CustomConfiguration = """{"MicroflowConstants":"{\"Crm.Url\":\"custom\",\"Crm.Other\":\"kept\"}"}""";
    }

    private static void SetEverythingAsThePortalDoes(RuntimeConfiguration runtime) => runtime.CustomConfiguration = """
        {
          "SessionTimeout": 900000, "ApplicationRootUrl": "http://own.example.com",
          "ScheduledEventExecution": "SPECIFIED", "MyScheduledEvents": "Crm.Nightly", "MicroflowConstants": "{\"Crm.Url\":\"x\"}"
        }
        """;

    private static void SetVariables(RuntimeConfiguration runtime) => runtime.EnvironmentVariables =
    [
        new() { Name = "A", Value = "b" },
        new() { Name = "TOKEN", ValueFrom = new() { SecretKeyRef = new() { Name = "extra", Key = "token" } } },
        new() { Name = "JAVA_TOOL_OPTIONS", ValueFrom = new() { SecretKeyRef = new() { Name = "extra", Key = "java" } } },
    ];

    private static void SetCertificates(RuntimeConfiguration runtime) => runtime.ClientCertificates =
    [
        new() { Key = "MAE=", Password = "YQ==" },
        new() { Key = "MAI=", Password = "Yg==", PinTo = ["api.example.com"] },
    ];

    private static void SetLicense(RuntimeConfiguration runtime) => runtime.RuntimeLicense = new() { Type = "offline", Id = "id", Key = "key" };
}
