using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Manifests;

namespace RbacGenerator;

/// <summary>One file of manifests.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">When to apply it.</param>
/// <param name="Documents">What it holds.</param>
internal sealed record RbacFile(string Name, string Purpose, params IReadOnlyList<JsonObject> Documents)
{
    private const string Heading = "# Generated from the operator's code by `dotnet run --project eng/RbacGenerator`. Do not edit.\n";

    public string Text =>
        $"{Heading}# {Purpose}\n{string.Join("---\n", Documents.Select(document => YamlWriter.Write(JsonSerializer.SerializeToElement(document))))}";
}
