using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Support;

/// <summary>Builds against real registries, and looks at the outcome with skopeo.</summary>
public abstract class ImageTest(RegistryFixture fixture) : IDisposable
{
    private static int _number;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mxpc-image-");

    protected RegistryServer Plain { get; } = fixture.Plain;

    protected RegistryServer Guarded { get; } = fixture.Guarded;

    /// <summary>Where builds of this test work; empty when none is running.</summary>
    protected string WorkFolder => Directory.CreateDirectory(Path.Combine(_folder.FullName, "work")).FullName;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static RegistryCredential Login => RegistryCredential.Password(RegistryServer.UserName, RegistryServer.Password);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _folder.Delete(recursive: true);
    }

    protected string FreshFolder(string name) => Path.Combine(_folder.FullName, name);

    protected ImageBuilder Builder(Action<ImageBuildOptions>? configure = null)
    {
        var options = new ImageBuildOptions { WorkFolder = WorkFolder, RetryDelay = TimeSpan.FromMilliseconds(1) };
        configure?.Invoke(options);
        return new ImageBuilder(options);
    }

    /// <summary>Lets a builder into the registry with TLS and login.</summary>
    protected void Enter(ImageBuildOptions options, string? address = null)
    {
        options.CertificateAuthorities.Add(X509CertificateLoader.LoadCertificateFromFile(Guarded.Certificates!.AuthorityFile));
        options.Credentials = RegistryCredentials.For(address ?? Guarded.Address, Login);
    }

    protected static ImageBuildRequest Request(Uri source, string registry, string? repository = null) => new()
    {
        Source = source,
        BaseImage = $"{registry}/{RegistryFixture.BaseName}:{{{{.MxRuntimeVersion}}}}-jre{{{{.JavaVersion}}}}",
        Target = ImageReference.Parse($"{registry}/{repository ?? FreshRepository()}:1.4.0"),
    };

    protected static string FreshRepository() => $"apps/crm{Interlocked.Increment(ref _number)}";

    /// <summary>What the registry keeps in the target's repository: other tests push to other ones meanwhile.</summary>
    protected static IReadOnlyList<string> Inventory(RegistryServer server, ImageBuildRequest request) =>
        [.. server.Inventory().Where(file => file.Contains($"/repositories/{request.Target.Repository}/", StringComparison.Ordinal))];

    internal async Task<SortedDictionary<string, string>> FilesAsync(RegistryServer server, ImageReference image) => OciLayout.Files(await CopyAsync(server, image));

    protected async Task<string> CopyAsync(RegistryServer server, ImageReference image)
    {
        var folder = FreshFolder($"copy{Interlocked.Increment(ref _number)}");
        await RegistryFixture.SkopeoAsync(server, "copy", $"docker://{image}", $"oci:{folder}");
        return folder;
    }
}
