namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>The folder of one build, gone when it ends; when the process dies first, the next build takes it away.</summary>
internal sealed class WorkSpace : IDisposable
{
    private const string Prefix = "mendix-image-";
    private const string LockEnding = ".lock";

    private readonly DirectoryInfo _folder;
    private readonly FileStream _lock;

    public WorkSpace(string parent)
    {
        try
        {
            Directory.CreateDirectory(parent);
            RemoveLeftovers(parent);
            var path = Path.Combine(parent, Prefix + Path.GetRandomFileName());
            // Held as long as this process lives, however it ends: that tells a running build's folder from what a dead one left.
            _lock = new FileStream(path + LockEnding, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            _folder = Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A disk may be full for a while; a right does not come by itself.
            throw new ImageBuildException(
                exception is IOException ? ImageBuildFailure.Transient : ImageBuildFailure.Configuration,
                $"No folder can be made below the work folder '{parent}'.", $"Give this process the right and the room to write there, or set {nameof(ImageBuildOptions.WorkFolder)}.", exception);
        }
    }

    public string Package => Path.Combine(_folder.FullName, "package.mda");

    public string Layer => Path.Combine(_folder.FullName, "layer.tar.gz");

    public static ImageBuildException Unusable(string parent, IOException cause) => ImageBuildException.Transient(
        $"The work folder '{parent}' could not be used: {cause.Message.TrimEnd('.')}.",
        "It can be tried again. Check that there is room for the package and its layer.", cause);

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Not worth losing the build's own outcome for.
        }

        _lock.Dispose();
    }

    private static void RemoveLeftovers(string parent)
    {
        foreach (var path in Directory.EnumerateFiles(parent, Prefix + "*" + LockEnding))
        {
            try
            {
                using var orphan = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (Path.ChangeExtension(path, null) is var folder && Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, who still works there.
            }
        }
    }
}
