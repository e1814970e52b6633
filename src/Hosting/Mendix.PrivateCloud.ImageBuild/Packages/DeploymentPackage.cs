using System.IO.Compression;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>A deployment package that was looked through: everything that can be refused without unpacking it has been.</summary>
internal sealed class DeploymentPackage : IDisposable
{
    /// <summary>Below this size the ratio says nothing: a small file may well be all spaces.</summary>
    private const long RatioCountsFrom = 16 << 20;

    private const long MaxDirectorySize = 16 << 20;
    private const long MaxMetadataSize = 16 << 20;

    private readonly ZipArchive _archive;

    private DeploymentPackage(ZipArchive archive, IReadOnlyList<PackageEntry> entries, PackageMetadata metadata, long unpackedSize)
    {
        _archive = archive;
        Entries = entries;
        Metadata = metadata;
        UnpackedSize = unpackedSize;
    }

    /// <summary>Sorted by path; folders before what is in them.</summary>
    public IReadOnlyList<PackageEntry> Entries { get; }

    public PackageMetadata Metadata { get; }

    /// <summary>Bytes of all files.</summary>
    public long UnpackedSize { get; }

    /// <exception cref="ImageBuildException">It is refused.</exception>
    public static DeploymentPackage Open(string path, ImageBuildOptions options)
    {
        // Entries are read one after another, in large pieces, by the inflater; a second buffer would only copy.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 32 << 10);
        try
        {
            CheckDirectory(file);
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var size = CheckSizes(archive, file.Length, options);
            var entries = PackageTree.Of(archive.Entries.Select(PackageEntry.Of));
            return new DeploymentPackage(archive, entries, ReadMetadata(entries), size);
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw PackageException.NotAZip();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _archive.Dispose();

    private static void CheckDirectory(FileStream file)
    {
        switch (ZipDirectory.SizeOf(file))
        {
            case null:
                throw PackageException.NotAZip(LooksLikeText(file) ? "; it begins like a web page" : "");
            case > MaxDirectorySize:
                throw PackageException.Limit("has a list of files of more than 16 MiB", nameof(ImageBuildOptions.MaxEntries));
        }
    }

    private static bool LooksLikeText(FileStream file)
    {
        file.Position = 0;
        int first;
        do
        {
            first = file.ReadByte();
        }
        while (first is ' ' or '\r' or '\n' or '\t');
        return first == '<';
    }

    private static long CheckSizes(ZipArchive archive, long packageSize, ImageBuildOptions options)
    {
        if (archive.Entries.Count > options.MaxEntries)
        {
            throw PackageException.Limit($"holds more than {options.MaxEntries:N0} files", nameof(ImageBuildOptions.MaxEntries));
        }

        long size = 0;
        foreach (var entry in archive.Entries)
        {
            // One after another, lest the sum overflows.
            size = entry.Length <= options.MaxUnpackedSize - size ? size + entry.Length : throw PackageException.Limit(
                $"unpacks to more than {options.MaxUnpackedSize:N0} bytes", nameof(ImageBuildOptions.MaxUnpackedSize));
        }

        return size <= RatioCountsFrom || size / options.MaxExpansion <= packageSize ? size : throw PackageException.Limit(
            $"unpacks to more than {options.MaxExpansion} times its size, like a zip bomb", nameof(ImageBuildOptions.MaxExpansion));
    }

    private static PackageMetadata ReadMetadata(IReadOnlyList<PackageEntry> entries)
    {
        var source = entries.FirstOrDefault(entry => entry is { Path: PackageMetadata.Path, Kind: PackageEntryKind.File })?.Source
            ?? throw ImageBuildException.Configuration(
                $"The deployment package has no {PackageMetadata.Path}.",
                "Check that it is a deployment package (MDA) and not a project package (MPK) or some other zip archive.");
        if (source.Length > MaxMetadataSize)
        {
            throw PackageException.Entry(PackageMetadata.Path, "which is larger than any real one");
        }

        using var content = new EntryStream(source);
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return PackageMetadata.Read(memory.GetBuffer().AsMemory(0, (int)memory.Length));
    }
}
