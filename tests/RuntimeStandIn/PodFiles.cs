using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.RuntimeStandIn;

/// <summary>Reads what the operator mounted, as docs/runtime-contract.md says.</summary>
internal sealed class PodFiles(string root)
{
    // Documented for externally supplied credentials, and for Secrets that are laid out in keys.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["database-type"] = "DatabaseType",
        ["database-host"] = "DatabaseHost",
        ["database-name"] = "DatabaseName",
        ["database-username"] = "DatabaseUserName",
        ["database-password"] = "DatabasePassword",
        ["database-jdbc-url"] = "DatabaseJdbcUrl",
        ["storage-service-name"] = "com.mendix.core.StorageService",
    };

    /// <summary>All settings, an external store's over those of the plans and the MendixApp.</summary>
    public JsonObject Settings()
    {
        JsonObject settings = [];
        foreach (var folder in new[] { "/mnt/mendix/database", "/mnt/mendix/storage", "/mnt/mendix/runtime", "/mnt/secrets" })
        {
            foreach (var (name, value) in Of(folder))
            {
                settings[name] = value?.DeepClone();
            }
        }

        return settings;
    }

    /// <summary>A file of the settings; null when it is not there.</summary>
    public string? Text(string name)
    {
        var external = Path.Join(root, "/mnt/secrets", name);
        var own = Path.Join(root, "/mnt/mendix/runtime", name);
        return File.Exists(external) ? File.ReadAllText(external) : File.Exists(own) ? File.ReadAllText(own) : null;
    }

    private JsonObject Of(string folder)
    {
        var place = new DirectoryInfo(Path.Join(root, folder));
        if (!place.Exists)
        {
            return [];
        }

        var config = Path.Combine(place.FullName, "config");
        JsonObject settings = File.Exists(config) ? JsonNode.Parse(File.ReadAllText(config))!.AsObject() : [];
        foreach (var file in place.EnumerateFiles())
        {
            if (Keys.TryGetValue(file.Name, out var setting))
            {
                settings[setting] = File.ReadAllText(file.FullName);
            }
            else if (file.Name.StartsWith("mx-runtime-", StringComparison.Ordinal))
            {
                settings[file.Name["mx-runtime-".Length..]] = File.ReadAllText(file.FullName);
            }
        }

        return settings;
    }
}
