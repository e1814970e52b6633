using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>What a build pod made. Its program leaves it as JSON where <see cref="StorageTask.LastWordsVariable"/> says, and ends with 0.</summary>
public sealed partial record ImageTaskResult
{
    /// <summary>The digest of the image's manifest, such as <c>sha256:…</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>The base image by the digest that was used.</summary>
    public required string BaseImage { get; init; }

    /// <summary>The Mendix runtime version that the package names.</summary>
    public required string RuntimeVersion { get; init; }

    /// <summary>The major version of Java that the package names.</summary>
    public required int JavaVersion { get; init; }

    /// <summary>The version of the app's model that the package names; null when it names none.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The size of the package in bytes.</summary>
    public long PackageSize { get; init; }

    /// <summary>Bytes of layers that had to be sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote; null when it is no result.</summary>
    /// <param name="json">What a pod left behind; null when it left nothing.</param>
    public static ImageTaskResult? TryParse(string? json)
    {
        try
        {
            return json is null ? null
                : JsonSerializer.Deserialize(json, ImageTaskJson.Default.ImageTaskResult) is { BaseImage: not null, RuntimeVersion: not null } result && IsDigest(result.Digest) ? result
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a program leaves behind.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ImageTaskJson.Default.ImageTaskResult);

    private static bool IsDigest(string? text) => text is not null && Sha256().IsMatch(text);

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z")]
    private static partial Regex Sha256();
}
