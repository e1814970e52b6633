namespace Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

/// <summary>ConfigMaps as a server writes them.</summary>
internal static class ConfigMaps
{
    public static string Json(string name, int version, string uid = "", string namespaceName = "apps", string value = "x") =>
        $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"{{{namespaceName}}}","uid":"{{{(uid.Length == 0 ? "uid-" + name : uid)}}}","resourceVersion":"{{{version}}}","labels":{"app":"{{{value}}}"}},"data":{"key":"{{{value}}}"}}""";

    public static string List(int version, params string[] items) => ListPage(version, "", items);

    public static string ListPage(int version, string next, params string[] items) =>
        $$$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{next}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Event(string type, string json) => $$"""{"type":"{{type}}","object":{{json}}}""";

    public static string Bookmark(int version) =>
        Event("BOOKMARK", $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","creationTimestamp":null}}""");

    public static string Error(int code, string reason) =>
        Event("ERROR", $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old","reason":"{{reason}}","code":{{code}}}""");
}
