using System.Diagnostics;

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

    /// <summary>Only which kind it is.</summary>
    public override string ToString() => Kind;
}
