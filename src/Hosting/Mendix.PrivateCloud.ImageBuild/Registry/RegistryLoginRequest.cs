using System.Diagnostics;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>What an <see cref="IRegistryLogin"/> is told.</summary>
/// <param name="registry">Host and port, as in image names.</param>
public sealed class RegistryLoginRequest(string registry)
{
    /// <summary>Host and port, as in image names.</summary>
    public string Registry { get; } = registry;

    /// <summary>The region, where somebody named one.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// What a Secret holds for this, by the Secret's keys; empty: whatever the machine or pod has by itself, such as a role.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, string> Secret { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Connects as the build does: through its proxy, and trusting its authorities. Not to be disposed of. Default <see langword="null"/>:
    /// nobody said how to connect.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Which registry; nothing of the secret.</summary>
    public override string ToString() => Registry;
}
