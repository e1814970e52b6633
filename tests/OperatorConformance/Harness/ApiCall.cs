namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>One call of an API server, in the words of its authorizer.</summary>
/// <param name="Verb">Such as <c>list</c>.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with a subresource behind a slash; empty for paths that name none, such as discovery.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Name">The object's name, or empty.</param>
/// <param name="StatusCode">What was answered.</param>
/// <param name="Refusal">The message of a refusal.</param>
internal sealed record ApiCall(string Verb, string Group, string Resource, string Namespace, string Name, int StatusCode, string Refusal)
{
    public bool IsWrite => Verb is not ("get" or "list" or "watch");

    public static ApiCall Of(HttpRequestMessage request, int statusCode, string refusal)
    {
        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToList();
        var (group, rest) = path switch
        {
            ["api", _, .. var core] => ("", core),
            ["apis", var named, _, .. var others] => (named, others),
            _ => ("", new List<string>()),
        };
        var space = "";
        if (rest is ["namespaces", var name, _, ..])
        {
            (space, rest) = (name, rest[2..]);
        }

        var isNamed = rest.Count > 1;
        var isWatch = request.RequestUri.Query.Contains("watch=true", StringComparison.Ordinal);
        var verb = request.Method.Method switch
        {
            "GET" => isNamed || rest.Count == 0 ? "get" : isWatch ? "watch" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            _ => isNamed ? "delete" : "deletecollection",
        };
        return new ApiCall(
            verb, group, rest.Count == 0 ? "" : rest.Count > 2 ? $"{rest[0]}/{rest[2]}" : rest[0], space, isNamed ? rest[1] : "", statusCode, refusal);
    }
}
