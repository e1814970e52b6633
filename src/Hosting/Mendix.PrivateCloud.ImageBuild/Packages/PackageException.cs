namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>Why a package is refused.</summary>
internal static class PackageException
{
    private const int LongestName = 200;

    public static ImageBuildException NotAZip(string hint = "") => ImageBuildException.Configuration(
        $"The deployment package is not a zip archive, or is damaged{hint}.", "Check that the address leads to the package itself, and that it is complete.");

    public static ImageBuildException Entry(string name, string problem) => ImageBuildException.Configuration(
        $"The deployment package holds '{Printable(name)}', {problem}.", "Do not use this package. Build it again with Studio Pro or MxBuild.");

    public static ImageBuildException Limit(string problem, string option) => ImageBuildException.Configuration(
        $"The deployment package {problem}.", $"If it is to be trusted, raise {option}.");

    /// <summary>A name that comes from a foreign file does not get to draw on our screen.</summary>
    private static string Printable(string name)
    {
        var clean = string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));
        return clean.Length <= LongestName ? clean : clean[..LongestName] + "…";
    }
}
