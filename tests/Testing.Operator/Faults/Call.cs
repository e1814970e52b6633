namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>What the operator asks of the outside: of the API server in Kubernetes' verbs, or of a storage server.</summary>
/// <param name="Verb">get, list, watch, create, update, patch, delete; make or remove on a storage server.</param>
/// <param name="Resource">The plural, or the path of what is no resource.</param>
/// <param name="Subresource">status, scale or empty.</param>
public readonly record struct Call(string Verb, string Resource, string Subresource = "")
{
    /// <summary>The resource of calls to a storage server.</summary>
    public const string Storage = "storage";

    public bool IsWatch => Verb == "watch";

    /// <summary>Whether it may change something. Events tell only what happened, so they are none.</summary>
    public bool IsEffect => Verb is not ("get" or "list" or "watch") && Resource != "events";

    public static Call Of(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        // /api/v1/… or /apis/group/version/…, then a namespace or none.
        var rest = path.Skip(path[0] == "api" ? 2 : 3).ToArray();
        if (rest is ["namespaces", _, _, ..])
        {
            rest = rest[2..];
        }

        if (rest.Length == 0)
        {
            return new Call("get", request.RequestUri.AbsolutePath);
        }

        var isNamed = rest.Length > 1;
        var verb = request.Method.Method switch
        {
            "GET" when request.RequestUri.Query.Contains("watch=", StringComparison.Ordinal) => "watch",
            "GET" => isNamed ? "get" : "list",
            "POST" => "create",
            "PUT" => "update",
            var other => other.ToLowerInvariant(),
        };
        return new Call(verb, rest[0], rest.Length > 2 ? rest[2] : "");
    }

    public override string ToString() => Subresource.Length == 0 ? $"{Verb} {Resource}" : $"{Verb} {Resource}/{Subresource}";
}

/// <summary>The n-th call of its kind, from 1. A fault is aimed at one of these.</summary>
public readonly record struct CallSite(Call Call, int Ordinal)
{
    public override string ToString() => $"{Call} #{Ordinal}";
}
