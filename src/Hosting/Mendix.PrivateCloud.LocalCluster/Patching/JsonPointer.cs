using System.Globalization;

namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>RFC 6901 paths into a JSON document.</summary>
internal static class JsonPointer
{
    /// <summary>The unescaped steps of a path; none for the whole document.</summary>
    public static string[] Parse(string path)
    {
        if (path.Length == 0)
        {
            return [];
        }

        if (path[0] != '/')
        {
            throw new PatchException($"the path \"{path}\" must be empty or begin with '/'");
        }

        return [.. path[1..].Split('/').Select(Unescape)];
    }

    /// <summary>The position that a step names in a list of <paramref name="count"/> elements; negative positions count from the end.</summary>
    public static bool TryIndex(string step, int count, out int index)
    {
        if (!int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        index = index < 0 ? index + count : index;
        return index >= 0 && index < count;
    }

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
