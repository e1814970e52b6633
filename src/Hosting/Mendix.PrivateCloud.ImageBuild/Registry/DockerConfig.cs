using System.Text;
using System.Text.Json;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>The credentials of a Docker configuration file.</summary>
internal sealed class DockerConfig : RegistryCredentials
{
    private readonly List<(string Host, string Path, RegistryCredential Credential)> _entries = [];

    public static DockerConfig Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var config = new DockerConfig();
            // The older form is the list itself.
            var entries = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("auths", out var auths) ? auths : root;
            foreach (var entry in entries.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object))
            {
                if (CredentialOf(entry) is { } credential)
                {
                    var (host, path) = PlaceOf(entry.Name);
                    config._entries.Add((host, path, credential));
                }
            }

            // The most special entry first: it is the one that counts.
            config._entries.Sort((one, other) => other.Path.Length.CompareTo(one.Path.Length));
            return config;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Without the cause: it may quote the text.
            throw new FormatException("The Docker configuration is not JSON of the known form. Take what 'docker login' or 'kubectl create secret docker-registry' makes.");
        }
    }

    public override ValueTask<RegistryCredential?> FindAsync(ImageReference image, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_entries.FirstOrDefault(entry => HostFits(entry.Host, image.Registry) && PathFits(entry.Path, image.Repository)).Credential)!;

    private static RegistryCredential? CredentialOf(JsonProperty entry)
    {
        if (Text("identitytoken") is { } identity)
        {
            return RegistryCredential.IdentityToken(identity);
        }

        if (Text("registrytoken") is { } token)
        {
            return RegistryCredential.RegistryToken(token);
        }

        var (userName, password) = Text("auth") is { } packed ? Unpack(packed, entry.Name) : (Text("username"), Text("password"));
        return userName is null || password is null ? null : RegistryCredential.Password(userName, password);

        string? Text(string name) => entry.Value.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static (string UserName, string Password) Unpack(string packed, string place)
    {
        var bytes = new byte[packed.Length];
        if (Convert.TryFromBase64String(packed.Trim(), bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var userName, var password])
        {
            // Some tools pad with zeros.
            return (userName, password.TrimEnd('\0'));
        }

        throw new FormatException($"The Docker configuration's entry for '{place}' has an 'auth' that is not the base64 form of user:password. Log in again.");
    }

    public static (string Host, string Path) PlaceOf(string key)
    {
        var place = key.Contains("://", StringComparison.Ordinal) ? key[(key.IndexOf("://", StringComparison.Ordinal) + 3)..] : key;
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (place, "") : (place[..slash], place[(slash + 1)..].Trim('/'));
        // Docker writes the address of an API version where it means the whole host.
        path = path is "v1" or "v2" ? "" : path;
        return (host is "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host, path);
    }

    private static bool HostFits(string pattern, string host)
    {
        var (wanted, given) = (pattern.Split('.'), host.Split('.'));
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => PartFits(pair.First, pair.Second));
    }

    private static bool PartFits(string pattern, string part)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? string.Equals(pattern, part, StringComparison.OrdinalIgnoreCase)
            : part.Length >= pattern.Length - 1
                && part.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase)
                && part.EndsWith(pattern[(star + 1)..], StringComparison.OrdinalIgnoreCase);
    }

    private static bool PathFits(string path, string repository) =>
        path.Length == 0 || repository == path || repository.StartsWith(path + "/", StringComparison.Ordinal);
}
