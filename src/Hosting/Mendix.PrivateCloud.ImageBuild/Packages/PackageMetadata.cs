using System.Text.Json;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>What a deployment package says about itself, in <c>model/metadata.json</c>.</summary>
/// <param name="RuntimeVersion">The Mendix runtime it was made for, such as <c>10.24.3.64871</c>.</param>
/// <param name="JavaVersion">The major version of Java. Packages that name none mean 11, before Mendix 8 it was 8.</param>
/// <param name="ModelVersion">The version of the app's model, such as <c>1.4.0.512</c>; null when it is not told.</param>
public sealed record PackageMetadata(string RuntimeVersion, int JavaVersion, string? ModelVersion)
{
    internal const string Path = "model/metadata.json";

    /// <exception cref="ImageBuildException">The metadata lacks what a build needs.</exception>
    internal static PackageMetadata Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Invalid("is not a JSON object");
            }

            var runtime = Text(root, nameof(RuntimeVersion)) is { Length: > 0 } version ? version : throw Invalid("does not name the RuntimeVersion");
            return new PackageMetadata(runtime, Java(root) ?? DefaultJava(runtime), Text(root, nameof(ModelVersion)));
        }
        catch (JsonException)
        {
            throw Invalid("is not JSON");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Java(JsonElement root)
    {
        if (!root.TryGetProperty(nameof(JavaVersion), out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        // Also "11.0.3" and "1.8".
        var text = value.ToString();
        text = text.StartsWith("1.", StringComparison.Ordinal) ? text[2..] : text;
        return int.TryParse(text.Split('.', 'u')[0], out var major) && major > 0 ? major : throw Invalid("has a JavaVersion that is no version");
    }

    private static int DefaultJava(string runtime) => int.TryParse(runtime.Split('.')[0], out var major) && major < 8 ? 8 : 11;

    private static ImageBuildException Invalid(string what) => ImageBuildException.Configuration(
        $"The deployment package's {Path} {what}.", "Build the package again with Studio Pro or MxBuild.");
}
