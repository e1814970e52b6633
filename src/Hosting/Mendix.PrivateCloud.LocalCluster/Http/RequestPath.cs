namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>What a path of the form <c>/api/v1/namespaces/x/pods/y/status</c> or <c>/apis/group/version/…</c> names.</summary>
internal sealed record RequestPath(string Group, string Version, string Namespace, string Resource, string Name, string Subresource)
{
    public static RequestPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Uri.UnescapeDataString(parts[i]);
        }

        return parts switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Parse("", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Parse(group, version, rest),
            _ => null,
        };
    }

    private static RequestPath? Parse(string group, string version, string[] rest) => rest switch
    {
        // "status" and "finalize" are subresources of a namespace; everything else below it is a resource inside it.
        ["namespaces", var name, "status" or "finalize"] => new(group, version, "", "namespaces", name, rest[2]),
        ["namespaces", var space, var resource, .. var tail] when tail.Length <= 2 => Of(group, version, space, resource, tail),
        [var resource, .. var tail] when tail.Length <= 2 => Of(group, version, "", resource, tail),
        _ => null,
    };

    private static RequestPath Of(string group, string version, string space, string resource, string[] tail) =>
        new(group, version, space, resource, tail.Length > 0 ? tail[0] : "", tail.Length > 1 ? tail[1] : "");
}
