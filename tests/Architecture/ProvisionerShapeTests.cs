using System.Reflection;
using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Architecture;

/// <summary>Whoever has read one provisioner package knows them all: the same files under the same names, registered the same way.</summary>
public sealed class ProvisionerShapeTests
{
    private const string Prefix = "Mendix.PrivateCloud.Provisioners.";

    private static readonly string[] Files =
    [
        "{0}Plan.cs", "{0}Options.cs", "{0}Provisioner.cs", "{0}Settings.cs", "README.md", "DependencyInjection/{0}BuilderExtensions.cs",
        "Diagnosis/{0}Check.cs", "Diagnosis/{0}Failure.cs", "Diagnosis/CheckSubjects.cs",
    ];

    // No server that could fail or be checked.
    private static readonly (string Type, string Folder) WithoutServer = ("Ephemeral", "Diagnosis/");

    public static TheoryData<string> Types() => new(
        Repository.Projects().Select(project => project.Name)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name != Prefix + "Conformance").Select(name => name[Prefix.Length..]));

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_package_has_the_same_files(string type)
    {
        var folder = Path.Combine(Repository.Root, "src", "Provisioners", Prefix + type);
        var missing = Files.Select(file => string.Format(null, file, type)).Where(file => !File.Exists(Path.Combine(folder, file)) && !IsSpared(type, file));
        Assert.True(!missing.Any(), $"{Prefix}{type} lacks {string.Join(", ", missing)}.");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_package_is_registered_by_the_same_three_overloads(string type)
    {
        var assembly = Assembly.Load(Prefix + type);
        var options = Exported(assembly, $"{type}Options");
        Assert.Contains(typeof(IProvisionerOptions), options.GetInterfaces());

        var configure = typeof(Action<>).MakeGenericType(options);
        Type[][] overloads =
        [
            [typeof(IPrivateCloudBuilder)],
            [typeof(IPrivateCloudBuilder), configure],
            [typeof(IPrivateCloudBuilder), typeof(string), configure],
        ];
        var extensions = Exported(assembly, $"{type}BuilderExtensions");
        Assert.All(overloads, overload => Assert.NotNull(extensions.GetMethod($"Add{type}", overload)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Only_what_a_host_writes_down_is_public(string type)
    {
        var assembly = Assembly.Load(Prefix + type);
        Assert.True(Exported(assembly, $"{type}Plan").IsSealed, $"{type}Plan is not sealed.");
        Assert.DoesNotContain(assembly.GetExportedTypes(), exported => typeof(IStorageProvisioner).IsAssignableFrom(exported));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_is_under_the_conformance_kit(string type)
    {
        var tests = Path.Combine(Repository.Root, "tests", $"{Prefix}{type}.Tests");
        Assert.True(Directory.Exists(tests), $"{tests} is missing.");
        Assert.True(
            Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
                .Any(file => Regex.IsMatch(File.ReadAllText(file), @": LifecycleConformance<\w+>\(")),
            $"No class in {tests} derives from LifecycleConformance.");
    }

    private static Type Exported(Assembly assembly, string name) =>
        Assert.Single(assembly.GetExportedTypes(), type => type.Name == name);

    private static bool IsSpared(string type, string file) =>
        type == WithoutServer.Type && file.StartsWith(WithoutServer.Folder, StringComparison.Ordinal);
}
