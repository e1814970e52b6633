using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Lays the runtime settings of a provisioner out as the data of a Secret, in either documented format, and reads them again.</summary>
public static class RuntimeSettingsData
{
    private const string Config = "config";
    private const string AnySetting = "mx-runtime-";

    // Keys: documented for externally supplied credentials. Settings: the Mendix runtime's.
    private static readonly Dictionary<string, string> KeyOfSetting = new(StringComparer.Ordinal)
    {
        ["DatabaseType"] = "database-type",
        ["DatabaseJdbcUrl"] = "database-jdbc-url",
        ["DatabaseHost"] = "database-host",
        ["DatabaseName"] = "database-name",
        ["DatabaseUserName"] = "database-username",
        ["DatabasePassword"] = "database-password",
        ["com.mendix.core.StorageService"] = "storage-service-name",
        ["com.mendix.storage.s3.EndPoint"] = "storage-endpoint",
        ["com.mendix.storage.s3.AccessKeyId"] = "storage-access-key-id",
        ["com.mendix.storage.s3.SecretAccessKey"] = "storage-secret-access-key",
        ["com.mendix.storage.s3.BucketName"] = "storage-bucket-name",
        ["com.mendix.storage.s3.UseCACertificates"] = "storage-use-ca-certificates",
        ["com.mendix.storage.azure.AccountName"] = "storage-azure-account-name",
        ["com.mendix.storage.azure.AccountKey"] = "storage-azure-account-key",
        ["com.mendix.storage.azure.Container"] = "storage-azure-container",
        ["com.mendix.storage.azure.BlobEndpoint"] = "storage-azure-blob-endpoint",
        ["com.mendix.storage.azure.UseHttps"] = "storage-azure-use-https",
        ["com.mendix.storage.PerformDeleteFromStorage"] = "storage-perform-delete",
    };

    /// <summary>The settings as data of a Secret.</summary>
    /// <param name="settings">What a provisioner returned.</param>
    /// <param name="format">How they are laid out.</param>
    public static Dictionary<string, byte[]> Of(RuntimeSettings settings, SecretFormat format)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return format switch
        {
            SecretFormat.Keys => settings.ToDictionary(
                setting => KeyOfSetting.GetValueOrDefault(setting.Name, $"{AnySetting}{setting.Name}"),
                setting => Encoding.UTF8.GetBytes(setting.Value.Reveal())),
            _ => new Dictionary<string, byte[]> { [Config] = Json(settings) },
        };
    }

    /// <summary>The settings in a Secret, in whichever format they stand.</summary>
    /// <param name="secret">The Secret, with its data.</param>
    /// <exception cref="ProvisioningException">There are none that can be read.</exception>
    public static RuntimeSettings Read(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var settings = new RuntimeSettings();
        try
        {
            var data = secret.Data ?? [];
            if (data.TryGetValue(Config, out var config))
            {
                foreach (var (name, value) in JsonNode.Parse(config)?.AsObject() ?? [])
                {
                    Add(name, value?.GetValue<string>() ?? "");
                }
            }
            else
            {
                foreach (var (key, value) in data)
                {
                    Add(SettingOf(key), Encoding.UTF8.GetString(value));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The cause would quote the content.
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"The Secret '{secret.Metadata.Name}' does not hold runtime settings that can be read.",
                "Delete it: it is made anew, and the app restarts.");
        }

        return settings;

        void Add(string name, string value)
        {
            if (IsKnownToBePublic(name))
            {
                settings.Add(name, value);
            }
            else
            {
                settings.Add(name, new SecretValue(value));
            }
        }
    }

    // What nobody knows is taken for a secret.
    private static bool IsKnownToBePublic(string setting) => KeyOfSetting.ContainsKey(setting)
        && setting is not ("DatabasePassword" or "com.mendix.storage.s3.SecretAccessKey" or "com.mendix.storage.azure.AccountKey");

    private static string SettingOf(string key) =>
        key.StartsWith(AnySetting, StringComparison.Ordinal) ? key[AnySetting.Length..] : KeyOfSetting.FirstOrDefault(pair => pair.Value == key).Key ?? key;

    private static byte[] Json(RuntimeSettings settings)
    {
        var json = new JsonObject();
        foreach (var setting in settings)
        {
            json[setting.Name] = setting.Value.Reveal();
        }

        return JsonSerializer.SerializeToUtf8Bytes(json, JsonSerializerOptions.Default);
    }
}
