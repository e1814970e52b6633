using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Lays runtime settings out as the data of a Secret.</summary>
internal static class CredentialsSecretData
{
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

    public static Dictionary<string, byte[]> Of(RuntimeSettings settings, SecretFormat format) => format switch
    {
        SecretFormat.Keys => settings.ToDictionary(
            setting => KeyOfSetting.GetValueOrDefault(setting.Name, $"mx-runtime-{setting.Name}"),
            setting => System.Text.Encoding.UTF8.GetBytes(setting.Value.Reveal())),
        _ => new Dictionary<string, byte[]> { ["config"] = Json(settings) },
    };

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
