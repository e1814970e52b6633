using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>What kind of server this is, as <c>accountinfo</c> numbers it.</summary>
internal enum ServerKind
{
    Unknown = 0,
    Folder = 1,
    Server = 2,
    Gateway = 3,
}

/// <summary>Who the caller is.</summary>
/// <param name="Server">What it talks to.</param>
/// <param name="Policy">All that it may do, merged into one policy document.</param>
internal sealed record Account(AccountServer? Server, JsonElement Policy);

/// <summary>The server, as an account sees it.</summary>
internal sealed record AccountServer(ServerKind Type);

/// <summary>A user.</summary>
/// <param name="PolicyName">The policies attached to it, with commas between; null for none.</param>
/// <param name="MemberOf">The groups it is in; null for none.</param>
internal sealed record User(string? PolicyName, IReadOnlyList<string>? MemberOf)
{
    public IReadOnlyList<string> Policies => PolicyName?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>A policy and its content.</summary>
internal sealed record NamedPolicy(PolicyMark Policy);

/// <summary>The one member of a policy document that means nothing to the server, and so can hold a mark.</summary>
internal sealed record PolicyMark([property: JsonPropertyName("ID")] string? Id);

/// <summary>The server itself.</summary>
internal sealed record Server(IReadOnlyList<ServerNode>? Servers);

/// <summary>One process of the server.</summary>
/// <param name="Version">The date of its release, such as <c>2025-10-15T17:29:55Z</c>; builds of one's own may have other texts.</param>
internal sealed record ServerNode(string? Version);

/// <summary>An error as the admin part tells it.</summary>
internal sealed record ErrorAnswer(string? Code, string? Message, string? Region);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(NamedPolicy))]
[JsonSerializable(typeof(Server))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class Answers : JsonSerializerContext;
