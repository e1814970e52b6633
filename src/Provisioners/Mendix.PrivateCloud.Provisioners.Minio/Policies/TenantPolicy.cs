using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mendix.PrivateCloud.Provisioners.Minio.Policies;

/// <summary>What the users of an environment may do: use its bucket, and nothing else (reference, MinIO admin API 4.1).</summary>
internal static class TenantPolicy
{
    /// <summary>The policy document for a bucket, on one line.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="mark">Goes into the document's ID, which means nothing to the server.</param>
    public static string Document(string bucket, string mark) => $$"""
        {"Version":"2012-10-17","ID":{{Quoted(mark)}},"Statement":[
        {"Effect":"Allow","Action":["s3:AbortMultipartUpload","s3:DeleteObject","s3:GetObject","s3:ListMultipartUploadParts","s3:PutObject"],"Resource":["arn:aws:s3:::{{bucket}}/*"]},
        {"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::{{bucket}}"]},
        {"Effect":"Deny","Action":["admin:*"]}]}
        """.ReplaceLineEndings("");

    // The last statement: without it the server lets every user change its own secret key and make further ones for itself.

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
