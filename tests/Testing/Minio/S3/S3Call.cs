using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>A request of the S3 part.</summary>
/// <param name="Request">The request.</param>
/// <param name="Bucket">The bucket that it names.</param>
/// <param name="Key">The object that it names; empty for none.</param>
/// <param name="Allowed">Throws unless the caller may do an action on a resource.</param>
internal sealed record S3Call(MinioRequest Request, string Bucket, string Key, Action<string, string> Allowed)
{
    /// <summary>Throws unless the caller may do this here.</summary>
    public void Require(string action) => Allowed(action, Key.Length == 0 ? Bucket : $"{Bucket}/{Key}");

    /// <summary>The answer, unless the caller may not do this here.</summary>
    public MinioReply Require(string action, Func<MinioReply> answer)
    {
        Require(action);
        return answer();
    }
}
