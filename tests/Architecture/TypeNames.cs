using System.Reflection;

namespace Mendix.PrivateCloud.Architecture;

/// <summary>Type names as a reader of C# expects them, with what may be null.</summary>
internal static class TypeNames
{
    /// <param name="type">The type.</param>
    /// <param name="nullability">What is known of its use in a member; null where a type stands for itself.</param>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        var mark = nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsGenericParameter)
        {
            return type.Name + mark;
        }

        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability) + "&";
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var outer = type.IsNested ? Of(type.DeclaringType!) + "." : "";
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var arguments = type.GetGenericArguments().Select((argument, index) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)));
        return tick < 0
            ? outer + type.Name + mark
            : $"{outer}{type.Name[..tick]}<{string.Join(", ", arguments)}>{mark}";
    }
}
