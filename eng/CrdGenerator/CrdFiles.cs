using System.Reflection;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Definitions;
using Mendix.PrivateCloud.Kubernetes.Manifests;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace CrdGenerator;

/// <summary>The files of <c>deploy/crds</c>, made from every type that is marked as a custom resource.</summary>
internal static class CrdFiles
{
    private const string Heading = "# Generated from the C# types by `dotnet run --project eng/CrdGenerator`. Do not edit.\n";

    public static SortedDictionary<string, string> Generate()
    {
        var documentation = Documentation.Of(typeof(CustomResourceDefinition).Assembly);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in typeof(CustomResourceDefinition).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CustomResourceAttribute>() is not null)
            {
                var definition = new DefinitionBuilder(documentation).Build(type);
                var json = JsonSerializer.SerializeToElement(definition, CustomResourceDefinition.TypeInfo);
                files.Add($"{definition.Spec!.Names!.Plural}.yaml", Heading + YamlWriter.Write(json));
            }
        }

        return files;
    }
}
