using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>How builds reach the network, and what they put up with.</summary>
public sealed class ImageBuildOptions
{
    /// <summary>Who we are at registries. Default <see cref="RegistryCredentials.Anonymous"/>.</summary>
    public RegistryCredentials Credentials { get; set; } = RegistryCredentials.Anonymous;

    /// <summary>Authorities that are trusted besides those of the machine, by downloads and registries. Default empty.</summary>
    public X509Certificate2Collection CertificateAuthorities { get; } = [];

    /// <summary>The proxy to go through. Default <see langword="null"/>: as the environment says (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>
    /// Where package and layer lie while a build runs, each build in a folder of its own that it removes. It needs room for both.
    /// Default: the temporary folder of the system.
    /// </summary>
    public string WorkFolder { get; set; } = Path.GetTempPath();

    /// <summary>The largest package, in bytes. Default 1 GiB, the limit of the Mendix portal.</summary>
    public long MaxPackageSize { get; set; } = 1L << 30;

    /// <summary>The most bytes that the files of a package may have together. Default 4 GiB.</summary>
    public long MaxUnpackedSize { get; set; } = 4L << 30;

    /// <summary>
    /// How many times larger than the package its files may be together, once they exceed 16 MiB. Default 100; what compresses better is
    /// taken for a zip bomb.
    /// </summary>
    public int MaxExpansion { get; set; } = 100;

    /// <summary>The most files and folders of a package. Default 100,000.</summary>
    public int MaxEntries { get; set; } = 100_000;

    /// <summary>Bytes per request of an upload, the last one excepted; what is lost at most when a connection breaks. Default 16 MiB, at least 1 MiB.</summary>
    public int UploadChunkSize { get; set; } = 16 << 20;

    /// <summary>The longest time without a byte from either side. Default 2 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often in a row something is tried again that fails without any progress. Default 4; 0 turns it off.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>The pause before the first repetition; each further one is twice as long, at most 30 seconds. Default 500 milliseconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Puts handlers around the one that speaks to the network, to count, trace or fault requests. Default <see langword="null"/>.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapHandler { get; set; }

    /// <summary>
    /// Makes what connects as builds with these options do, for requests that belong to them: their proxy, their authorities, and
    /// <see cref="WrapHandler"/>. It is the caller's to dispose of.
    /// </summary>
    public HttpMessageHandler CreateHandler() => HttpClientFactory.CreateHandler(this);

    /// <summary>What is wrong with these options, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new (string, long)[]
        {
            (nameof(MaxPackageSize), MaxPackageSize), (nameof(MaxUnpackedSize), MaxUnpackedSize), (nameof(MaxExpansion), MaxExpansion),
            (nameof(MaxEntries), MaxEntries), (nameof(IdleTimeout), IdleTimeout.Ticks),
        })
        {
            if (value <= 0)
            {
                yield return $"{name} must be more than zero.";
            }
        }

        if (UploadChunkSize < 1 << 20)
        {
            yield return $"{nameof(UploadChunkSize)} must be at least 1 MiB.";
        }

        if (MaxRetries < 0 || RetryDelay < TimeSpan.Zero)
        {
            yield return $"{nameof(MaxRetries)} and {nameof(RetryDelay)} must not be negative.";
        }
    }
}
