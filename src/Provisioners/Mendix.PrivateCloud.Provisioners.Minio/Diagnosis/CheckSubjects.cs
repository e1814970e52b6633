namespace Mendix.PrivateCloud.Provisioners.Minio.Diagnosis;

/// <summary>What a check looks at, besides each right by its own name.</summary>
internal static class CheckSubjects
{
    public const string Reachable = "reachable";
    public const string Tls = "TLS";
    public const string Minio = "MinIO server";
    public const string Clock = "clock";
    public const string Region = "region";
    public const string Credentials = "credentials";
    public const string FullServer = "full server";
    public const string Version = "server version";
    public const string Rights = "rights";

    /// <summary>The steps of getting in, in their order: one that fails proves those before it.</summary>
    public static IReadOnlyList<string> GettingIn { get; } = [Reachable, Tls, Minio, Clock, Credentials];
}
