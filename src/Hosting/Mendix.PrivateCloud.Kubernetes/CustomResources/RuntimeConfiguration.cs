using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Settings of the Mendix runtime.</summary>
/// <remarks>
/// All fields as documented for the original. Constants and scheduled events may also stand inside
/// <see cref="CustomConfiguration"/>; this type only holds what was written.
/// </remarks>
public sealed class RuntimeConfiguration
{
    /// <summary>The level of log nodes that are not named in logLevels.</summary>
    [AllowedValues("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")]
    [DefaultValue("INFO")]
    public string? LogAutosubscribeLevel { get; set; }

    /// <summary>The password of the app's administrator, in base64. Empty: no administrator is made, or it keeps its password.</summary>
    public SensitiveString? MxAdminPassword { get; set; }

    /// <summary>The password of the debugger, in base64. Empty: no debugging.</summary>
    public SensitiveString? DebuggerPassword { get; set; }

    /// <summary>P for production, D for development.</summary>
    [AllowedValues("P", "D")]
    public string? DtapMode { get; set; }

    /// <summary>Levels of single log nodes.</summary>
    [AllowedValues("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")]
    public Dictionary<string, string>? LogLevels { get; set; }

    /// <summary>The format of the log: plain or json. Absent: as the OperatorConfiguration says, else plain.</summary>
    [AllowedValues("plain", "json")]
    public string? LogFormatType { get; set; }

    /// <summary>Constants, by Module.Constant. They win over constants inside customConfiguration.</summary>
    public Dictionary<string, string>? MicroflowConstants { get; set; }

    /// <summary>Which scheduled events run: ALL, NONE, or those SPECIFIED in myScheduledEvents.</summary>
    [AllowedValues("ALL", "NONE", "SPECIFIED")]
    public string? ScheduledEventExecution { get; set; }

    /// <summary>Scheduled events that run, as Module.Event; only with scheduledEventExecution SPECIFIED.</summary>
    public List<string>? MyScheduledEvents { get; set; }

    /// <summary>Options of the web server, as JSON text.</summary>
    public string? JettyOptions { get; set; }

    /// <summary>Any settings of the runtime, as JSON text.</summary>
    public string? CustomConfiguration { get; set; }

    /// <summary>Environment variables of the app; options of the Java virtual machine go into JAVA_TOOL_OPTIONS.</summary>
    [ListMapKey("name")]
    public List<EnvVar>? EnvironmentVariables { get; set; }

    /// <summary>Certificates that the app identifies itself with.</summary>
    public List<ClientCertificate>? ClientCertificates { get; set; }

    /// <summary>The licence; empty without one.</summary>
    public RuntimeLicense? RuntimeLicense { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A certificate that the app identifies itself with.</summary>
public sealed class ClientCertificate
{
    /// <summary>The PKCS#12 file with certificate and private key, in base64.</summary>
    public SensitiveString? Key { get; set; }

    /// <summary>The file's password, in base64; must not be empty.</summary>
    public SensitiveString? Password { get; set; }

    /// <summary>Hosts and services that get to see this certificate.</summary>
    public List<string>? PinTo { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A licence of the Mendix runtime.</summary>
public sealed class RuntimeLicense
{
    /// <summary>The kind of licence, such as offline.</summary>
    public string? Type { get; set; }

    /// <summary>The licence's identity.</summary>
    public string? Id { get; set; }

    /// <summary>The licence's key.</summary>
    public SensitiveString? Key { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
