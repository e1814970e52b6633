namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>The folder of one build, gone when it ends.</summary>
internal sealed class WorkSpace : IDisposable
{
    private readonly DirectoryInfo _folder;

    public WorkSpace(string parent)
    {
        try
        {
            _folder = Directory.CreateDirectory(Path.Combine(parent, $"mendix-image-{Path.GetRandomFileName()}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImageBuildException.Configuration(
                $"No folder can be made below the work folder '{parent}'.", $"Give this process the right to write there, or set {nameof(ImageBuildOptions.WorkFolder)}.", exception);
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
    }
}
