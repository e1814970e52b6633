namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

/// <summary>The server answered, and the answer was no. One form for the S3 part and the admin part.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">The server's error code; empty where the answer had none, as that of something that is not MinIO.</param>
/// <param name="says">The server's own words; may be empty.</param>
/// <param name="call">What was asked, secrets hidden.</param>
/// <param name="right">The right that the call needs, such as <c>admin:CreateUser</c>.</param>
/// <param name="region">The region that the server wants, where it said so.</param>
/// <param name="cause">The driver's exception, if there was one.</param>
internal sealed class ServerRefusal(int status, string code, string says, string call, string right, string? region = null, Exception? cause = null)
    : Exception($"{call}: {status} {code}: {says}", cause)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string Says { get; } = says.Trim().TrimEnd('.');

    public string Call { get; } = call;

    public string Right { get; } = right;

    public string? Region { get; } = region;
}
