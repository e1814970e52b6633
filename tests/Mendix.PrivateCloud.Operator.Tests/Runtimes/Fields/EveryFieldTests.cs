using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>Every field of a MendixApp does what is documented.</summary>
public sealed class EveryFieldTests
{
    [Fact]
    public void No_field_is_without_a_case() =>
        Assert.Equal(FieldPaths.Of(typeof(MendixAppSpec)).Order(StringComparer.Ordinal), FieldCases.All.Select(field => field.Field).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_has_its_effect()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var failures = await Task.WhenAll(FieldCases.All.Select((field, index) => RunAsync(cluster, field, $"case-{index}")));
        Assert.Empty(failures.OfType<string>());
    }

    private static async Task<string?> RunAsync(OperatorCluster cluster, FieldCase field, string space)
    {
        try
        {
            var environment = await FieldCase.PrepareAsync(cluster, space);
            await environment.ApplyAsync(new Secret
            {
                Metadata = new ObjectMeta { Name = FaultCase.App, Annotations = new() { ["privatecloud.mendix.com/environment-secret"] = "true" } },
                Data = new() { ["database-type"] = "PostgreSQL"u8.ToArray() },
            });
            await environment.ApplyAppAsync(field.Set);
            await environment.UntilReadyAsync();
            field.Assert(await RenderedApp.ReadAsync(environment));
            return null;
        }
        catch (Exception exception) when (exception is Xunit.Sdk.XunitException or TimeoutException or InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            return $"{field.Field}: {exception.Message}";
        }
    }
}
