using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>What image an environment wants.</summary>
internal static class BuildRenderer
{
    public static Build Render(MendixApp app) => new()
    {
        Metadata = Owners.Child(app, AppNames.Build(app.Metadata.Name!), app.Metadata.Name!),
        Spec = new BuildSpec
        {
            AppName = app.Metadata.Name!,
            SourceUrl = app.Spec!.SourceUrl!,
            SourceVersion = app.Spec.SourceVersion,
        },
    };
}
