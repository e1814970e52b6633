using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>What a task pod is to do for a tenant. The operator writes it as JSON into the pod's environment; it holds no secret.</summary>
public sealed record StorageTask
{
    /// <summary>The environment variable that holds the task.</summary>
    public const string Variable = "PRIVATECLOUD_TASK";

    /// <summary>
    /// The environment variable that names the folder with the plan's credentials: one file for each key of the plan's Secret.
    /// It is not set where the plan has none.
    /// </summary>
    public const string CredentialsVariable = "PRIVATECLOUD_TASK_CREDENTIALS";

    /// <summary>
    /// The environment variable that names the file with the namespace's own authorities, in PEM, which are trusted beside the usual ones. It
    /// is not set where there are none.
    /// </summary>
    public const string AuthoritiesVariable = "PRIVATECLOUD_TASK_AUTHORITIES";

    /// <summary>The environment variable with the namespace's proxy for http addresses; not set where there is none.</summary>
    public const string HttpProxyVariable = "HTTP_PROXY";

    /// <summary>The environment variable with the namespace's proxy for https addresses; not set where there is none.</summary>
    public const string HttpsProxyVariable = "HTTPS_PROXY";

    /// <summary>The environment variable with what is reached without a proxy, with commas between.</summary>
    public const string NoProxyVariable = "NO_PROXY";

    /// <summary>The environment variable that names the file for the last words of a task that failed: why, and what to do.</summary>
    public const string LastWordsVariable = "PRIVATECLOUD_TASK_LAST_WORDS";

    /// <summary>Whether the tenant is to be made or to be removed.</summary>
    public required StorageTaskVerb Verb { get; init; }

    /// <summary>The provisioner's type, as the plan names it.</summary>
    public required string Type { get; init; }

    /// <summary>The plan's parameters; null when it has none.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>The namespace of the environment.</summary>
    public required string Namespace { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The id of the tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The Secret to be created when the tenant is there: everything but its data. Null when the tenant is to be removed.</summary>
    public Secret? Secret { get; init; }

    /// <summary>How the data of <see cref="Secret"/> is laid out.</summary>
    public SecretFormat SecretFormat { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no task.</exception>
    public static StorageTask Parse(string json) =>
        JsonSerializer.Deserialize(json, StorageTaskJson.Default.StorageTask) ?? throw new JsonException("The task is null.");

    /// <summary>The value of <see cref="Variable"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StorageTaskJson.Default.StorageTask);
}
