namespace Mendix.PrivateCloud.Operator.Runtimes.Settings;

/// <summary>The files of the settings Secret, as the runtime's container and the sidecar find them (docs/runtime-contract.md).</summary>
internal static class SettingsKeys
{
    /// <summary>Settings of the runtime: a JSON object.</summary>
    public const string Config = "config";

    // Documented in the reference for externally supplied credentials.
    public const string AdminPassword = "mx-admin-password";
    public const string DebuggerPassword = "mx-debugger-password";

    /// <summary>What is logged, and how: a JSON object with level, format and nodes.</summary>
    public const string Log = "log";

    /// <summary>Options of the web server: a JSON object.</summary>
    public const string JettyOptions = "jetty-options";

    /// <summary>The licence: a JSON object with type, id and key.</summary>
    public const string License = "license";

    public const string AgentConfig = "mx-agent-config";
    public const string AgentInstrumentation = "mx-agent-instrumentation-config";

    /// <summary>A PKCS#12 file.</summary>
    public static string ClientCertificate(int index) => $"client-certificate-{index}.p12";
}
