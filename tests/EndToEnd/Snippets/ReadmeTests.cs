using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Testing;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

/// <summary>What the READMEs show is code of this folder, word for word, so it compiles.</summary>
public sealed partial class ReadmeTests
{
    private static string Root { get; } = RepositoryRoot.Folder;

    public static TheoryData<string> Readmes() =>
        new(Directory.EnumerateFiles(Root, "README.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" or "artifacts" or "node_modules"))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Every_csharp_block_is_compiled_code(string readme)
    {
        var regions = Directory.EnumerateFiles(Path.Combine(Root, "tests", "EndToEnd", "Snippets"), "*.cs")
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .Select(match => Outdent(match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Root, readme))).Select(match => match.Groups[1].Value.TrimEnd());

        Assert.All(blocks, block => Assert.True(regions.Contains(block), $"No region in tests/EndToEnd/Snippets holds this code of {readme}:\n{block}"));
    }

    [Fact]
    public void The_snippets_of_the_first_page_are_found_at_all() =>
        Assert.Equal(4, Block().Count(File.ReadAllText(Path.Combine(Root, "README.md"))));

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Every_link_into_the_repository_leads_somewhere(string readme)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, readme))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(Root, readme))).Select(match => match.Groups[1].Value);

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{readme} links to {link}, which is not there."));
    }

    private static string Outdent(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line));
    }

    [GeneratedRegex(@"^[ ]*#region [^\n]*README\.md\n(.*?)^[ ]*#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
