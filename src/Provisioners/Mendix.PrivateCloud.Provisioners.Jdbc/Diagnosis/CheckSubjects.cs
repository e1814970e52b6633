namespace Mendix.PrivateCloud.Provisioners.Jdbc.Diagnosis;

/// <summary>What a check looks at, and what it cannot.</summary>
internal static class CheckSubjects
{
    public const string Url = "form of the URL";
    public const string Agreement = "agreement of the fields";
    public const string Reachable = "reachable";
    public const string Credentials = "credentials";
    public const string Database = "database";
    public const string Rights = "rights";
    public const string Replicas = "replicas";
}
