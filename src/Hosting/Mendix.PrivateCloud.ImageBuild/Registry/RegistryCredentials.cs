using Mendix.PrivateCloud.ImageBuild.Registry;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>Who we are at which registry.</summary>
public abstract class RegistryCredentials
{
    /// <summary>Nobody, anywhere.</summary>
    public static RegistryCredentials Anonymous { get; } = From((_, _) => ValueTask.FromResult<RegistryCredential?>(null));

    /// <summary>One credential for one registry; nobody elsewhere.</summary>
    /// <param name="registry">Host and port as in image names, such as <c>registry.example.com:5000</c>.</param>
    /// <param name="credential">Who we are there.</param>
    public static RegistryCredentials For(string registry, RegistryCredential credential) =>
        From((reference, _) => ValueTask.FromResult(string.Equals(reference.Registry, registry, StringComparison.OrdinalIgnoreCase) ? credential : null));

    /// <summary>Asks each time, for credentials that are made on the spot, such as those of a cloud's own registry.</summary>
    /// <param name="find">Finds who we are for an image; null: nobody.</param>
    public static RegistryCredentials From(Func<ImageReference, CancellationToken, ValueTask<RegistryCredential?>> find) => new Asked(find);

    /// <summary>
    /// Those of a <c>config.json</c> of Docker: what a docker-registry Secret holds under <c>.dockerconfigjson</c>, or an older one under
    /// <c>.dockercfg</c>. Entries for a host, for a path of it and with <c>*</c> in place of one part of the host name are understood;
    /// the longest path wins. Programs that it names to ask for credentials are not run.
    /// </summary>
    /// <exception cref="FormatException">It is no such file; the message repeats nothing of it.</exception>
    public static RegistryCredentials FromDockerConfig(ReadOnlyMemory<byte> json) => DockerConfig.Parse(json);

    /// <summary>Finds who we are for an image; null: nobody.</summary>
    public abstract ValueTask<RegistryCredential?> FindAsync(ImageReference image, CancellationToken cancellationToken);

    private sealed class Asked(Func<ImageReference, CancellationToken, ValueTask<RegistryCredential?>> find) : RegistryCredentials
    {
        public override ValueTask<RegistryCredential?> FindAsync(ImageReference image, CancellationToken cancellationToken) => find(image, cancellationToken);
    }
}
