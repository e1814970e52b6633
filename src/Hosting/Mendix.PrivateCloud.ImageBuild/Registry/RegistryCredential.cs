using System.Diagnostics;
using Mendix.PrivateCloud.ImageBuild.Registry;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>Who we are at one registry. Never shows what it holds.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RegistryCredential
{
    private RegistryCredential(string kind) => Kind = kind;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string UserName { get; private init; } = "";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Secret { get; private init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? RefreshToken { get; private init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? AccessToken { get; private init; }

    private string Kind { get; }

    /// <summary>An account with its password, or what takes a password's place.</summary>
    public static RegistryCredential Password(string userName, string password) => new("password") { UserName = userName, Secret = password };

    /// <summary>An identity token, for which the registry's token server gives out access tokens.</summary>
    public static RegistryCredential IdentityToken(string token) => new("identity token") { RefreshToken = token };

    /// <summary>A token that the registry takes as it is.</summary>
    public static RegistryCredential RegistryToken(string token) => new("registry token") { AccessToken = token };

    /// <summary>
    /// Makes a <c>config.json</c> of Docker, for a program that gets its credentials so. It holds the secret; see
    /// <see cref="RegistryCredentials.FromDockerConfig"/> for the way back.
    /// </summary>
    /// <param name="registry">Host and port as in image names: where this credential is good.</param>
    /// <param name="others">Another such file, whose entries for other registries come along. Default: none.</param>
    /// <exception cref="FormatException"><paramref name="others"/> is no such file; the message repeats nothing of it.</exception>
    public byte[] ToDockerConfig(string registry, ReadOnlyMemory<byte> others = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(registry);
        return DockerConfigWriter.Write(registry, this, others);
    }

    /// <summary>Only which kind it is.</summary>
    public override string ToString() => Kind;
}
