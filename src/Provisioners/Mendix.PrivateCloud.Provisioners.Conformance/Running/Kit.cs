using System.Reflection;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>Which classes the kit consists of, and which of them somebody derived.</summary>
internal static class Kit
{
    /// <summary>The classes to derive, in alphabetical order.</summary>
    public static IReadOnlyList<Type> Classes { get; } =
        [.. typeof(Kit).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsGenericTypeDefinition: true } && type != typeof(ConformanceTests<>) && Bases(type).Any(IsOfKit))
            .OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The classes that nothing public in the assembly derives for the fixture: only public ones are run.</summary>
    public static IReadOnlyList<Type> Missing(Type fixture, Assembly tests) => Missing(fixture, tests.GetExportedTypes());

    public static IReadOnlyList<Type> Missing(Type fixture, IEnumerable<Type> tests)
    {
        var derived = tests.Where(type => !type.IsAbstract).SelectMany(Bases).ToHashSet();
        return [.. Classes.Where(type => !derived.Contains(type.MakeGenericType(fixture)))];
    }

    public static string NameOf(Type type) => type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];

    /// <summary>What to write to derive a class.</summary>
    public static string LineFor(Type type, Type fixture)
    {
        var name = NameOf(type);
        return $"public sealed class {name.Replace("Conformance", "Tests", StringComparison.Ordinal)}({fixture.Name} fixture) : {name}<{fixture.Name}>(fixture);";
    }

    private static bool IsOfKit(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConformanceTests<>);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            yield return candidate;
        }
    }
}
