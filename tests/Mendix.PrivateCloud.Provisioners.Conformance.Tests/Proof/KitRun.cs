using System.Reflection;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Proof;

/// <summary>Runs tests of the kit as a runner would, against a sample with a fault, and tells how they ended.</summary>
internal static class KitRun
{
    /// <summary>All tests of the kit, as <c>Class.Test</c>.</summary>
    public static IReadOnlyList<string> Tests { get; } =
        [.. Kit.Classes.SelectMany(type => Methods(type).Select(method => $"{Kit.NameOf(type)}.{method.Name}"))];

    /// <returns>Why the test failed; null when it passed.</returns>
    public static async Task<Exception?> FailureAsync(string test, VaultFixture fixture)
    {
        var (className, methodName) = (test.Split('.')[0], test.Split('.')[1]);
        var kitClass = Kit.Classes.Single(type => Kit.NameOf(type) == className).MakeGenericType(typeof(VaultFixture));
        var derived = typeof(KitRun).Assembly.GetTypes().Single(type => type.BaseType == kitClass);
        var instance = Activator.CreateInstance(derived, fixture);
        try
        {
            await (Task)derived.GetMethod(methodName)!.Invoke(instance, [])!;
            return null;
        }
        catch (TargetInvocationException failure)
        {
            return failure.InnerException;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.IsDefined(typeof(FactAttribute)));
}
