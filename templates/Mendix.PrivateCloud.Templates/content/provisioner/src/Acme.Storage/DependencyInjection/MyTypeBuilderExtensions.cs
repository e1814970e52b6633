using AcmeStorage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the storage type <c>my-type</c>.</summary>
public static class MyTypeBuilderExtensions
{
    /// <summary>Registers the type <c>my-type</c>.</summary>
    public static IPrivateCloudBuilder AddMyType(this IPrivateCloudBuilder builder) => builder.AddProvisioner<MyTypeProvisioner>();
}
