namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>The entries of a package as a tree of files: complete with the folders that only follow from it, and free of contradictions.</summary>
internal sealed class PackageTree
{
    /// <summary>The runtime wants this folder, and packages without resources lack it.</summary>
    private const string Resources = "model/resources";

    private readonly Dictionary<string, PackageEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ImageBuildException">Two entries cannot both exist, or a link leads out.</exception>
    public static IReadOnlyList<PackageEntry> Of(IEnumerable<PackageEntry> entries)
    {
        var tree = new PackageTree();
        foreach (var entry in entries.Where(entry => entry.Path.Length > 0))
        {
            tree.AddParents(entry.Path);
            tree.Add(entry);
        }

        if (!tree._entries.ContainsKey(Resources))
        {
            tree.AddParents(Resources);
            tree.Add(new PackageEntry(Resources, null, PackageEntryKind.Folder));
        }

        foreach (var link in tree._entries.Values.Where(entry => entry.Kind == PackageEntryKind.Link))
        {
            tree.CheckLink(link);
        }

        // A folder comes before what is in it, since its path is the beginning of theirs.
        return [.. tree._entries.Values.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
    }

    private void AddParents(string path)
    {
        for (var parent = EntryPath.ParentOf(path); parent is not null; parent = EntryPath.ParentOf(parent))
        {
            Add(new PackageEntry(parent, null, PackageEntryKind.Folder));
        }
    }

    private void Add(PackageEntry entry)
    {
        if (!_entries.TryGetValue(entry.Path, out var other))
        {
            _entries.Add(entry.Path, entry);
        }
        else if (!string.Equals(other.Path, entry.Path, StringComparison.Ordinal))
        {
            throw PackageException.Entry(entry.Path, $"which differs from '{other.Path}' only in upper and lower case");
        }
        else if (entry.Kind != PackageEntryKind.Folder || other.Kind != PackageEntryKind.Folder)
        {
            throw PackageException.Entry(entry.Path, entry.Kind == other.Kind ? "twice" : $"once as {Name(other)} and once as {Name(entry)}");
        }
    }

    /// <summary>Follows the target step by step: what it passes through must not be a link, whose own target would count then.</summary>
    private void CheckLink(PackageEntry link)
    {
        var target = link.LinkTarget!.Replace('\\', '/');
        if (target.Length == 0 || target.StartsWith('/') || target.Contains(':') || target.Any(char.IsControl))
        {
            throw PackageException.Entry(link.Path, "a link to an absolute or impossible path");
        }

        List<string> place = [.. (EntryPath.ParentOf(link.Path) ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(step => step != "."))
        {
            if (place.Count > 0 && _entries.TryGetValue(string.Join('/', place), out var passed) && passed.Kind == PackageEntryKind.Link)
            {
                throw PackageException.Entry(link.Path, "a link that leads through another link");
            }

            if (step != "..")
            {
                place.Add(step);
            }
            else if (place.Count > 0)
            {
                place.RemoveAt(place.Count - 1);
            }
            else
            {
                throw PackageException.Entry(link.Path, "a link that leads out of it");
            }
        }
    }

    private static string Name(PackageEntry entry) => entry.Kind switch
    {
        PackageEntryKind.Folder => "a folder",
        PackageEntryKind.Link => "a link",
        _ => "a file",
    };
}
