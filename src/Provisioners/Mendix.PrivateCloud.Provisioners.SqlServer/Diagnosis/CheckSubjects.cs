namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>What a check looks at.</summary>
internal static class CheckSubjects
{
    public const string Reachable = "reachable";
    public const string Tls = "TLS";
    public const string Credentials = "credentials";
    public const string Kind = "kind of server";
    public const string SqlLogins = "SQL logins";
    public const string CreateDatabase = "CREATE ANY DATABASE";
    public const string AlterLogin = "ALTER ANY LOGIN";
    public const string DatabaseManager = "dbmanager";
    public const string LoginManager = "loginmanager";
    public const string ElasticPool = "elastic pool";
    public const string Rights = "rights";
    public const string AzureOptions = "Azure options";

    /// <summary>The steps of getting in, in their order: one that fails proves those before it.</summary>
    public static IReadOnlyList<string> GettingIn { get; } = [Reachable, Tls, Credentials, Kind];
}
