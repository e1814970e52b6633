using Mendix.PrivateCloud.Testing;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>Something that LocalCluster does otherwise, in the words of its README.</summary>
public sealed record Difference(string Text)
{
    /// <summary>Its README with each sentence on one line.</summary>
    public static string Readme { get; } = string.Join(' ', File.ReadAllText(
            Path.Combine(RepositoryRoot.Folder, "src", "Hosting", "Mendix.PrivateCloud.LocalCluster", "README.md"))
        .Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
