using Mendix.PrivateCloud.ReferenceHost.Environments;
using Spectre.Console;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Colour and sign of a state. The sign alone tells the state too, for those who see no colour.</summary>
internal static class StateStyle
{
    public static Style Of(ResourceState state) => state switch
    {
        ResourceState.Ready => new Style(Color.Green),
        ResourceState.Failed => new Style(Color.Red),
        ResourceState.Deleting => new Style(Color.Grey),
        ResourceState.Processing => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    };

    public static string Sign(ResourceState state) => state switch
    {
        ResourceState.Ready => "✓",
        ResourceState.Failed => "✗",
        ResourceState.Processing => "…",
        ResourceState.Deleting => "-",
        _ => "·",
    };
}
