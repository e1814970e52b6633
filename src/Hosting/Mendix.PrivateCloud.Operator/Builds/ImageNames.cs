using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>What an image is called by who pushes it and by who pulls it.</summary>
internal static class ImageNames
{
    /// <param name="build">Whose image.</param>
    /// <param name="settings">From where and to where.</param>
    /// <param name="started">What names are made of.</param>
    /// <exception cref="ImageBuildException">There is no such name.</exception>
    public static (ImageReference Push, ImageReference Pull) Of(Build build, BuildSettings settings, DateTimeOffset started)
    {
        var values = new ImageNameValues
        {
            Name = build.Spec!.AppName,
            Generation = build.Metadata.Generation ?? 1,
            Version = build.Spec.SourceVersion,
            Time = started,
        };
        try
        {
            return (settings.Name.Render(settings.PushTo, values), settings.Name.Render(settings.PullFrom, values));
        }
        catch (FormatException exception)
        {
            throw new ImageBuildException(
                ImageBuildFailure.Configuration,
                $"The image cannot be named. {exception.Message}",
                "Correct spec.sourceVersion of the MendixApp, or spec.registry.imageNameTemplate of the OperatorConfiguration.");
        }
    }
}
