using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

/// <summary>The Kubernetes version whose behaviour this server follows.</summary>
internal static class ServerVersion
{
    public const string Major = "1";
    public const string Minor = "32";

    public static JsonObject Document => new()
    {
        ["major"] = Major,
        ["minor"] = Minor,
        ["gitVersion"] = $"v{Major}.{Minor}.0+localcluster",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "dotnet",
    };
}
