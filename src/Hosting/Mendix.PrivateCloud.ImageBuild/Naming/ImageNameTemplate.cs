using System.Globalization;
using Mendix.PrivateCloud.ImageBuild.Naming;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>
/// How images are called in a registry: repository and tag, with the places <c>{{.Name}}</c>, <c>{{.Generation}}</c>, <c>{{.Version}}</c>,
/// <c>{{.UnixTimestamp}}</c> and <c>{{.Timestamp}}</c>, as <c>imageNameTemplate</c> of the OperatorConfiguration documents them.
/// </summary>
public sealed class ImageNameTemplate
{
    private readonly string _text;

    private ImageNameTemplate(string text) => _text = text;

    /// <summary>Reads a template such as <c>mx/{{.Name}}:{{.Version}}-{{.Timestamp}}</c>.</summary>
    /// <exception cref="FormatException">It names something unknown, or gives no valid image name whatever the values are.</exception>
    public static ImageNameTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var template = new ImageNameTemplate(text);
        template.Render("registry.example.com", new ImageNameValues { Name = "name", Generation = 1, Version = "1.0", Time = DateTimeOffset.UnixEpoch });
        return template;
    }

    /// <summary>The name of one image.</summary>
    /// <param name="registry">The registry's host, and its port if it has one: <c>pushURL</c> or <c>pullURL</c>.</param>
    /// <param name="values">What the places are filled with.</param>
    /// <exception cref="FormatException">A value is missing, or gives no valid image name.</exception>
    public ImageReference Render(string registry, ImageNameValues values)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(values);
        var time = values.Time.ToUniversalTime();
        return ImageReference.Parse($"{registry.TrimEnd('/')}/{TemplateText.Render(_text, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Name"] = values.Name,
            ["Generation"] = values.Generation.ToString(CultureInfo.InvariantCulture),
            ["Version"] = values.Version,
            ["UnixTimestamp"] = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["Timestamp"] = time.ToString("yyyyMMdd.HHmmss.fff", CultureInfo.InvariantCulture),
        })}");
    }

    /// <summary>The template as it was written.</summary>
    public override string ToString() => _text;
}
