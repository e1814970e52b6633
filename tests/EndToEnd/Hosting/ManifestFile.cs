namespace Mendix.PrivateCloud.EndToEnd.Hosting;

/// <summary>A YAML file for one test.</summary>
internal sealed class ManifestFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifest-");

    public ManifestFile(string yaml)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "environment.yaml");
        File.WriteAllText(Path, yaml);
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
