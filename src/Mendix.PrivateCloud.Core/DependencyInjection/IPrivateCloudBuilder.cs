namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Collects what a host is composed of. Packages extend it with <c>Add…</c> methods.</summary>
public interface IPrivateCloudBuilder
{
    /// <summary>Where services are registered.</summary>
    IServiceCollection Services { get; }
}
