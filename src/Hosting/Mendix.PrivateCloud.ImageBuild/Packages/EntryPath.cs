namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>The name of an archive's entry as a path below the package's root.</summary>
internal static class EntryPath
{
    private const int LongestSegment = 255;

    /// <returns>Segments joined by slashes, none of them empty, <c>.</c> or <c>..</c>; empty for the root itself.</returns>
    /// <exception cref="ImageBuildException">It leads out of the package, or means something else in a layer.</exception>
    public static string Of(string name)
    {
        // Old .NET wrote backslashes where the format wants slashes.
        var path = name.Replace('\\', '/');
        if (path.StartsWith('/') || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
        {
            throw PackageException.Entry(name, "an absolute path");
        }

        if (path.Any(char.IsControl))
        {
            throw PackageException.Entry(name, "a name with control characters");
        }

        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToList();
        foreach (var segment in segments)
        {
            if (segment == "..")
            {
                throw PackageException.Entry(name, "a path that leads out of it");
            }

            if (segment.StartsWith(".wh.", StringComparison.Ordinal))
            {
                throw PackageException.Entry(name, "which in an image layer would delete files of the base image");
            }

            if (segment.Length > LongestSegment)
            {
                throw PackageException.Entry(name, $"a name of more than {LongestSegment} characters");
            }
        }

        return string.Join('/', segments);
    }

    public static string? ParentOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : null;
}
