using System.IO.Compression;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>One thing of a package, checked.</summary>
/// <param name="Path">Where it is below the package's root.</param>
/// <param name="Source">The entry of the archive; null for a folder that only follows from its files.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsExecutable">Whether a file is marked as a program.</param>
/// <param name="LinkTarget">Where a link leads.</param>
internal sealed record PackageEntry(string Path, ZipArchiveEntry? Source, PackageEntryKind Kind, bool IsExecutable = false, string? LinkTarget = null)
{
    private const int FileTypeMask = 0xF000;
    private const int Link = 0xA000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;
    private const int AnyExecuteBit = 0x49;
    private const int MaxLinkLength = 4096;

    public static PackageEntry Of(ZipArchiveEntry entry)
    {
        var path = EntryPath.Of(entry.FullName);
        // The upper half is the mode where the archive was made on Unix, and zero elsewhere.
        var mode = entry.ExternalAttributes >>> 16;
        if (entry.IsEncrypted)
        {
            throw PackageException.Entry(entry.FullName, "which is encrypted");
        }

        switch (mode & FileTypeMask)
        {
            case Link:
                return new PackageEntry(path, entry, PackageEntryKind.Link, LinkTarget: TargetOf(entry));
            case Folder:
            case 0 or RegularFile when entry.FullName is [.., '/' or '\\']:
                return new PackageEntry(path, entry, PackageEntryKind.Folder);
            case 0 or RegularFile:
                return new PackageEntry(path, entry, PackageEntryKind.File, (mode & AnyExecuteBit) != 0);
            default:
                throw PackageException.Entry(entry.FullName, "which is neither file, folder nor link");
        }
    }

    private static string TargetOf(ZipArchiveEntry entry)
    {
        if (entry.Length > MaxLinkLength)
        {
            throw PackageException.Entry(entry.FullName, "a link with a target that is too long");
        }

        using var content = new EntryStream(entry);
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }
}
