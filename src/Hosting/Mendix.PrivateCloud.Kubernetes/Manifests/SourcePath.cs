using System.Globalization;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Finds the place in the YAML that the JSON serializer complains about.</summary>
internal static partial class SourcePath
{
    /// <summary>The node at the path, or the nearest one above it.</summary>
    /// <param name="root">The document.</param>
    /// <param name="jsonPath">Such as <c>$.spec.ports[0]['a.b']</c>.</param>
    public static (SourceNode Node, string Path) Find(SourceNode root, string jsonPath)
    {
        var node = root;
        var path = "";
        foreach (var step in Steps().EnumerateMatches(jsonPath))
        {
            var text = jsonPath.AsSpan(step.Index, step.Length).Trim(".[]'").ToString();
            var next = node switch
            {
                SourceMap map => map.Find(text)?.Value,
                SourceList list when int.TryParse(text, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            path = node is SourceList ? $"{path}[{text}]" : FieldPath.Append(path, text);
            node = next;
        }

        return (node, path);
    }

    [GeneratedRegex(@"\.[^.\[]+|\[[0-9]+\]|\['[^']*'\]")]
    private static partial Regex Steps();
}
