using System.Formats.Tar;
using Mendix.PrivateCloud.ImageBuild.Packages;

namespace Mendix.PrivateCloud.ImageBuild.Layers;

/// <summary>
/// Makes one layer of a package. The same files give the same tar wherever, whenever and by whomever the package was zipped: entries in
/// the order of their paths, one time, one owner, two modes.
/// </summary>
internal static class LayerWriter
{
    /// <summary>Group root may write: so may the random users of OpenShift, who are all in it.</summary>
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;

    private const UnixFileMode ProgramMode = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static async Task<LayerFile> WriteAsync(
        DeploymentPackage package, string folder, string path, ProgressMeter meter, CancellationToken cancellationToken)
    {
        meter.Begin(ImageBuildStep.Packing, package.UnpackedSize);
        await using var compressor = new BlockCompressor(path, cancellationToken);
        try
        {
            await using (var tar = new TarWriter(compressor, TarEntryFormat.Gnu, leaveOpen: true))
            {
                foreach (var entry in package.Entries)
                {
                    compressor.Token.ThrowIfCancellationRequested();
                    await WriteAsync(tar, entry, Below(folder, entry.Path), meter, compressor.Token).ConfigureAwait(false);
                }
            }

            var layer = await compressor.FinishAsync().ConfigureAwait(false);
            meter.End();
            return layer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The other half stopped this one: what happened there is what is to be told.
            await compressor.FinishAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task WriteAsync(TarWriter tar, PackageEntry entry, string name, ProgressMeter meter, CancellationToken cancellationToken)
    {
        // The GNU form: long and non-ASCII names without a second header for the times of every entry.
        var header = new GnuTarEntry(TypeOf(entry.Kind), entry.Kind == PackageEntryKind.Folder ? name + "/" : name)
        {
            ModificationTime = DateTimeOffset.UnixEpoch,
            Uid = 0,
            Gid = 0,
            Mode = entry.Kind == PackageEntryKind.File && !entry.IsExecutable ? FileMode : ProgramMode,
        };
        if (entry.LinkTarget is not null)
        {
            header.LinkName = entry.LinkTarget;
        }

        if (entry.Kind == PackageEntryKind.File)
        {
            header.DataStream = new EntryStream(entry.Source!, read => meter.Add(read));
        }

        await using var content = header.DataStream;
        await tar.WriteEntryAsync(header, cancellationToken).ConfigureAwait(false);
    }

    private static TarEntryType TypeOf(PackageEntryKind kind) => kind switch
    {
        PackageEntryKind.Folder => TarEntryType.Directory,
        PackageEntryKind.Link => TarEntryType.SymbolicLink,
        _ => TarEntryType.RegularFile,
    };

    private static string Below(string folder, string path) => folder.Trim('/') is { Length: > 0 } place ? $"{place}/{path}" : path;
}
