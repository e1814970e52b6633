using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Resources;

public sealed class ResourceDefinitionTests
{
    public static TheoryData<Type> Kinds => [.. typeof(MendixApp).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IKubernetesObject)))];

    [Fact]
    public void Paths_are_those_of_the_API()
    {
        Assert.Equal("/api/v1/namespaces/apps/secrets/s", Secret.Definition.Path("apps", "s"));
        Assert.Equal("/api/v1/secrets", Secret.Definition.Path(null));
        Assert.Equal("/api/v1/namespaces/apps", Namespace.Definition.Path("ignored", "apps"));
        Assert.Equal("/apis/apps/v1/namespaces/apps/deployments", Deployment.Definition.Path("apps"));
        Assert.Equal(
            "/apis/privatecloud.mendix.com/v1alpha1/namespaces/apps/mendixapps/crm/status",
            MendixApp.Definition.Path("apps", "crm", "status"));
        Assert.Equal("/api/v1/namespaces/a%2Fb/secrets/..%2Fc", Secret.Definition.Path("a/b", "../c"));
    }

    [Fact]
    public void Paths_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Secret.Definition.Path("apps", null, "status"));
        Assert.Throws<ArgumentException>(() => Secret.Definition.Path(null, "s"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_writes_its_version_and_kind_first(Type type)
    {
        var value = (IKubernetesObject)Activator.CreateInstance(type)!;
        value.Metadata.Name = "x";
        var json = (JsonObject)JsonSerializer.SerializeToNode(value, KubernetesJson.Default.GetTypeInfo(type)!)!;

        var definition = (ResourceDefinition)type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        Assert.Equal(["apiVersion", "kind", "metadata"], json.Select(field => field.Key).Take(3));
        Assert.Equal(definition.ApiVersion, (string?)json["apiVersion"]);
        // Two names of others are too general for a type, or not written as C# writes names.
        var kind = type == typeof(OpenShiftRoute) ? "Route" : type == typeof(HttpRoute) ? "HTTPRoute" : type.Name;
        Assert.Equal(kind, (string?)json["kind"]);
        Assert.Equal(definition.Singular, definition.Kind.ToLowerInvariant());
    }
}
