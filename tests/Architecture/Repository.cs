using System.Xml.Linq;
using Mendix.PrivateCloud.Testing;

namespace Mendix.PrivateCloud.Architecture;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Folder;

    public static IEnumerable<SourceProject> Projects() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(SourceProject.Read);
}

/// <summary>What a project file says it depends on.</summary>
internal sealed record SourceProject(string Name, string Folder, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static SourceProject Read(string path)
    {
        var document = XDocument.Load(path);
        return new SourceProject(
            Path.GetFileNameWithoutExtension(path),
            Path.GetDirectoryName(path)!,
            [.. Includes(document, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes(document, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument document, string element) =>
        document.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}
