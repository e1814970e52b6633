using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Writes what <see cref="DockerConfig"/> reads.</summary>
internal static class DockerConfigWriter
{
    public static byte[] Write(string registry, RegistryCredential credential, ReadOnlyMemory<byte> others)
    {
        var entries = new JsonObject();
        if (!others.IsEmpty)
        {
            // Refuses what it cannot read, in words that repeat nothing.
            DockerConfig.Parse(others);
            var root = JsonNode.Parse(others.Span)!.AsObject();
            // An entry for a path of this registry would win over ours.
            foreach (var (place, entry) in (root["auths"]?.AsObject() ?? root).Where(entry => !string.Equals(DockerConfig.PlaceOf(entry.Key).Host, registry, StringComparison.OrdinalIgnoreCase)))
            {
                entries[place] = entry?.DeepClone();
            }
        }

        entries[registry] = EntryOf(credential);
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["auths"] = entries });
    }

    private static JsonObject EntryOf(RegistryCredential credential) => credential switch
    {
        { RefreshToken: { } identity } => new JsonObject { ["identitytoken"] = identity },
        { AccessToken: { } token } => new JsonObject { ["registrytoken"] = token },
        _ => new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Secret}")) },
    };
}
