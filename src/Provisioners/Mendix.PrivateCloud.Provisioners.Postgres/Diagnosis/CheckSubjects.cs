namespace Mendix.PrivateCloud.Provisioners.Postgres.Diagnosis;

/// <summary>What a check looks at.</summary>
internal static class CheckSubjects
{
    public const string Reachable = "reachable";
    public const string Tls = "TLS";
    public const string Credentials = "credentials";
    public const string LoginDatabase = "login database";
    public const string Primary = "primary server";
    public const string Version = "server version";
    public const string CreateRole = "CREATEROLE";
    public const string CreateDatabase = "CREATEDB";
    public const string Inherit = "INHERIT";
    public const string Rights = "rights";

    /// <summary>The steps of getting in, in their order: one that fails proves those before it.</summary>
    public static IReadOnlyList<string> GettingIn { get; } = [Reachable, Tls, Credentials, LoginDatabase];
}
