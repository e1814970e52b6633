using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>Every field of a specification, by its path in JSON.</summary>
internal static class FieldPaths
{
    // Types of Kubernetes that are handed on as they are.
    private static readonly Type[] Whole = [typeof(TopologySpreadConstraint), typeof(EnvVar), typeof(Quantity), typeof(IntOrString), typeof(SensitiveString)];

    public static IEnumerable<string> Of(Type type, string prefix = "") => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetCustomAttribute<JsonExtensionDataAttribute>() is null)
        .SelectMany(property => Of(property, prefix));

    private static IEnumerable<string> Of(PropertyInfo property, string prefix)
    {
        var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var (type, path) = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, $"{prefix}{name}");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            (type, path) = (type.GetGenericArguments()[0], IsOurs(type.GetGenericArguments()[0]) ? $"{path}[]" : path);
        }

        return IsOurs(type) ? Of(type, $"{path}.") : [path];
    }

    private static bool IsOurs(Type type) => type.Namespace == typeof(MendixApp).Namespace && !Whole.Contains(type);
}
