using System.Globalization;
using Mendix.PrivateCloud.ImageBuild.Naming;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>The name of a base image with the places <c>{{.MxRuntimeVersion}}</c> and <c>{{.JavaVersion}}</c>, which a deployment package fills.</summary>
public static class BaseImageTemplate
{
    private static readonly PackageMetadata Sample = new("10.24.3.64871", 21, null);

    /// <summary>What is wrong with a template whatever the package, and what to do; null when it can be worked with.</summary>
    /// <param name="template">Such as <c>registry.example.com/mendix/runtime-base:{{.MxRuntimeVersion}}-jre{{.JavaVersion}}</c>.</param>
    public static string? Problem(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        try
        {
            Render(template, Sample);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    /// <exception cref="FormatException">It gives no name of an image.</exception>
    internal static ImageReference Render(string template, PackageMetadata package) =>
        ImageReference.Parse(TemplateText.Render(template, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MxRuntimeVersion"] = package.RuntimeVersion,
            ["JavaVersion"] = package.JavaVersion.ToString(CultureInfo.InvariantCulture),
        }));
}
