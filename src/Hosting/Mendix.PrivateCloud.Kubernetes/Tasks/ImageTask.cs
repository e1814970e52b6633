using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>
/// Which image a build pod is to make. It stands in a Secret that the pod mounts, and not in the pod's environment: the address of a
/// package may hold a signature, and more people may look at pods than at Secrets.
/// </summary>
public sealed record ImageTask
{
    /// <summary>The environment variable that names the folder with the files of the task.</summary>
    public const string FolderVariable = "PRIVATECLOUD_IMAGE_TASK";

    /// <summary>The file that holds the task, as JSON.</summary>
    public const string FileName = "task.json";

    /// <summary>The file with the credentials of registries, as Docker has them. It is not there where nobody has to log in.</summary>
    public const string CredentialsFileName = "config.json";

    /// <summary>The file with the authorities to be trusted beside those of the image, in PEM. It is not there where there are none.</summary>
    public const string AuthoritiesFileName = "ca.crt";

    /// <summary>What to do where the certificate of a package's server or of a registry is not trusted, in words for people.</summary>
    public const string UntrustedServerRemedy =
        "Put the authority that signed its certificate under the key custom.crt into the Secret that spec.customCASecretName of the OperatorConfiguration names, or name the host as its certificate does.";

    /// <summary>The address of the deployment package. Its query may be a signature.</summary>
    public required string Source { get; init; }

    /// <summary>The base image. It may hold <c>{{.MxRuntimeVersion}}</c> and <c>{{.JavaVersion}}</c>, which the package's metadata fills.</summary>
    public required string BaseImage { get; init; }

    /// <summary>The name under which the image is to be pushed: registry, repository and tag.</summary>
    public required string Target { get; init; }

    /// <summary>What to put up with. Null: what the program thinks right.</summary>
    public ImageTaskLimits? Limits { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no task.</exception>
    public static ImageTask Parse(string json) =>
        JsonSerializer.Deserialize(json, ImageTaskJson.Default.ImageTask) ?? throw new JsonException("The task is null.");

    /// <summary>The content of <see cref="FileName"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ImageTaskJson.Default.ImageTask);

    /// <summary>The image, without the address of the package.</summary>
    public override string ToString() => Target;
}
