namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Diagnosis;

/// <summary>What a check looks at.</summary>
internal static class CheckSubjects
{
    public const string Reachable = "reachable";
    public const string Tls = "TLS";
    public const string Credentials = "credentials";
    public const string Container = "container";

    /// <summary>The steps of getting in, in their order: one that fails proves those before it.</summary>
    public static IReadOnlyList<string> GettingIn { get; } = [Reachable, Tls, Credentials];
}
