namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>
/// Who owns fields: a manager, by what kind of request, through which subresource. An applier is the same whatever version it
/// writes in; for other writes each version is an entry of its own.
/// </summary>
internal readonly record struct FieldManager(string Name, bool Applies, string ApiVersion, string Subresource)
{
    public static FieldManager Applier(string name, string? subresource) => new(OrUnknown(name), true, "", subresource ?? "");

    public static FieldManager Updater(string name, string apiVersion, string? subresource) =>
        new(OrUnknown(name), false, apiVersion, subresource ?? "");

    /// <summary>As messages name it: <c>"kubectl" using apps/v1</c>.</summary>
    public override string ToString()
    {
        var text = $"\"{Name}\"";
        if (Subresource.Length > 0)
        {
            text += $" with subresource \"{Subresource}\"";
        }

        return Applies ? text : $"{text} using {ApiVersion}";
    }

    private static string OrUnknown(string name) => name.Length == 0 ? "unknown" : name;
}
