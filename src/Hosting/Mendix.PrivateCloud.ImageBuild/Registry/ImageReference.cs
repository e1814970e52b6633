using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>The name of an image: <c>registry/repository:tag</c> or <c>registry/repository@digest</c>, as in <c>docker pull</c>.</summary>
public sealed partial record ImageReference
{
    private const string DockerHub = "docker.io";
    private const int LongestRepository = 255;

    private ImageReference(string registry, string repository, string? tag, string? digest) =>
        (Registry, Repository, Tag, Digest) = (registry, repository, tag, digest);

    /// <summary>Host and port, such as <c>registry.example.com:5000</c>; <c>docker.io</c> where none was named.</summary>
    public string Registry { get; }

    /// <summary>The repository, such as <c>apps/crm</c>.</summary>
    public string Repository { get; }

    /// <summary>The tag; <c>latest</c> when neither tag nor digest was named, null when only the digest was.</summary>
    public string? Tag { get; }

    /// <summary>The digest, <c>sha256:…</c>; null when none was named.</summary>
    public string? Digest { get; }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is none; the message says why and what to do.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference, out var problem) ? reference : throw new FormatException(problem);

    /// <summary>Reads a name.</summary>
    /// <param name="text">Such as <c>registry.example.com/apps/crm:1.4.0</c>.</param>
    /// <param name="reference">What it says.</param>
    /// <param name="problem">Why it says nothing, and what to do.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        text ??= "";
        if (text.Contains("://", StringComparison.Ordinal))
        {
            problem = $"The image name '{text}' begins with a scheme. Leave it out: the host name decides between https and http.";
            return false;
        }

        var (rest, digest) = Cut(text, '@');
        if (digest is not null && !ContentDigest.IsOne(digest))
        {
            problem = $"The image name '{text}' has an invalid digest. Write sha256: and 64 lower-case hexadecimal digits.";
            return false;
        }

        var (registry, path) = SplitRegistry(rest);
        (path, var tag) = Cut(path, ':');
        if (!RegistryForm().IsMatch(registry))
        {
            problem = $"The image name '{text}' has an invalid registry. Write a host name, and a port if it has one.";
        }
        else if (path.Length > LongestRepository || !RepositoryForm().IsMatch(path))
        {
            problem = $"The image name '{text}' has an invalid repository. Use lower-case letters, digits, single dots, dashes and underscores, and slashes between.";
        }
        else if (tag is not null && !TagForm().IsMatch(tag))
        {
            problem = $"The image name '{text}' has an invalid tag. Use at most 128 letters, digits, dots, dashes and underscores, with a letter, digit or underscore first.";
        }
        else
        {
            problem = null;
            path = registry == DockerHub && !path.Contains('/') ? "library/" + path : path;
            reference = new ImageReference(registry, path, tag ?? (digest is null ? "latest" : null), digest);
            return true;
        }

        return false;
    }

    /// <summary>The same repository's image of that digest.</summary>
    internal ImageReference At(string digest) => new(Registry, Repository, null, digest);

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        $"{Registry}/{Repository}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";

    private static (string Before, string? After) Cut(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);

    /// <summary>What is before the first slash is a registry if it cannot be part of a repository's name.</summary>
    private static (string Registry, string Path) SplitRegistry(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        return first.AsSpan().ContainsAny('.', ':') || first == "localhost"
            ? (first == "index.docker.io" ? DockerHub : first, text[(slash + 1)..])
            : (DockerHub, text);
    }

    [GeneratedRegex(@"^(\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?)(:[0-9]{1,5})?\z")]
    private static partial Regex RegistryForm();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex TagForm();
}
