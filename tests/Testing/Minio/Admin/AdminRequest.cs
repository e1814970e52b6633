using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>An admin call and who makes it.</summary>
internal sealed record AdminRequest(MinioRequest Request, Identity Caller, bool KnowsPbkdf2)
{
    public string AccessKey => Request.Parameter("accessKey");

    /// <summary>The encrypted body, as an object.</summary>
    public JsonObject Secret()
    {
        try
        {
            if (!KnowsPbkdf2 && Request.Body.Length > 32 && Request.Body[32] == AdminCipher.Pbkdf2)
            {
                throw new CryptographicException("The algorithm is not known yet.");
            }

            return JsonNode.Parse(AdminCipher.Decrypt(Request.Body, Caller.SecretKey)) as JsonObject ?? throw new JsonException();
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            throw new MinioException(400, "XMinioAdminConfigBadJSON", "JSON configuration provided is of incorrect format");
        }
    }
}
