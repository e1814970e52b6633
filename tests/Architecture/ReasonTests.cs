using System.Reflection;

namespace Mendix.PrivateCloud.Architecture;

/// <summary>Whoever meets a reason in a status finds in the operator's README what to do about it.</summary>
public sealed class ReasonTests
{
    [Fact]
    public async Task Every_reason_of_the_operator_is_in_its_README()
    {
        var reasons = Assembly.Load("Mendix.PrivateCloud.Operator")
            .GetType("Mendix.PrivateCloud.Operator.Status.Reasons", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var readme = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "src", "Hosting", "Mendix.PrivateCloud.Operator", "README.md"), TestContext.Current.CancellationToken);

        Assert.All(reasons, reason => Assert.Contains($"`{reason}`", readme, StringComparison.Ordinal));
    }
}
