using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Testing;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

/// <summary>What the READMEs and the pages of docs show is code of this folder or of the samples, word for word, so it compiles.</summary>
public sealed partial class DocumentTests
{
    private static string Root { get; } = RepositoryRoot.Folder;

    public static TheoryData<string> Documents() =>
        new(Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" or "artifacts" or "node_modules"))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_csharp_block_is_compiled_code(string document)
    {
        var regions = new[] { Path.Combine("tests", "EndToEnd", "Snippets"), "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .Select(match => Outdent(match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(match => match.Groups[1].Value.TrimEnd());

        Assert.All(blocks, block => Assert.True(
            regions.Contains(block), $"No region in tests/EndToEnd/Snippets or samples holds this code of {document}:\n{block}"));
    }

    [Theory]
    [InlineData("README.md", 4)]
    [InlineData("docs/writing-a-provisioner.md", 10)]
    public void The_snippets_of_a_page_are_found_at_all(string document, int blocks) =>
        Assert.Equal(blocks, Block().Count(File.ReadAllText(Path.Combine(Root, document))));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_into_the_repository_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, document))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(match => match.Groups[1].Value);

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{document} links to {link}, which is not there."));
    }

    private static string Outdent(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line));
    }

    // The label names the pages that show the code.
    [GeneratedRegex(@"^[ ]*#region [^\n]*\.md\n(.*?)^[ ]*#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
