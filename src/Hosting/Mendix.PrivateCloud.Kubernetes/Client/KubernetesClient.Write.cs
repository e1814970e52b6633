using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>Creates an object.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="resource">The object, with name (or generateName) and namespace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as the server stored it.</returns>
    /// <exception cref="KubernetesException">It exists already (<see cref="KubernetesException.IsAlreadyExists"/>), or the call failed.</exception>
    public Task<T> CreateAsync<T>(T resource, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (T.Definition.Namespaced && string.IsNullOrEmpty(resource.Metadata.Namespace))
        {
            throw new ArgumentException($"metadata.namespace is missing; a {T.Definition.Kind} needs one.", nameof(resource));
        }

        var request = RequestFor<T>("create", HttpMethod.Post, resource.Metadata.Namespace, null);
        return SendObjectAsync<T>(request with { Subject = NameOf(resource), Body = Serialize(resource) }, cancellationToken);
    }

    /// <summary>Replaces an object whole. With <see cref="ObjectMeta.ResourceVersion"/> set, only if it did not change meanwhile.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="resource">The object.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as the server stored it.</returns>
    /// <exception cref="KubernetesException">It changed meanwhile (<see cref="KubernetesException.IsConflict"/>), or the call failed.</exception>
    public Task<T> ReplaceAsync<T>(T resource, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T> => ReplaceAsync(resource, null, cancellationToken);

    /// <summary>Replaces an object's status and nothing else of it. With a resource version set, only if it did not change meanwhile.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="resource">The object.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as the server stored it.</returns>
    /// <exception cref="KubernetesException">It changed meanwhile (<see cref="KubernetesException.IsConflict"/>), or the call failed.</exception>
    public Task<T> ReplaceStatusAsync<T>(T resource, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T> => ReplaceAsync(resource, "status", cancellationToken);

    /// <summary>Changes parts of an object.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for a kind of the whole cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The patch's format.</param>
    /// <param name="patch">The patch as JSON in UTF-8.</param>
    /// <param name="subresource">The sub-resource, such as <c>status</c>. Default the object itself.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as the server stored it.</returns>
    public Task<T> PatchAsync<T>(
        string? namespaceName, string name, PatchType type, ReadOnlyMemory<byte> patch, string? subresource = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var request = RequestFor<T>("patch", HttpMethod.Patch, namespaceName, name, subresource);
        return SendObjectAsync<T>(
            request with { Body = patch, ContentType = type == PatchType.Json ? MediaTypes.JsonPatch : MediaTypes.MergePatch }, cancellationToken);
    }

    /// <summary>
    /// Server-side apply: the server makes the object if it is not there, sets the fields that are given, and removes those that this
    /// manager set before and does not give now. Sends always; <c>ServerSideApply</c> sends only a difference.
    /// </summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="resource">The fields that the manager wants, with name and namespace.</param>
    /// <param name="options">Who applies, and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as the server stored it.</returns>
    /// <exception cref="KubernetesException">
    /// Another manager owns a field and <see cref="ApplyOptions.Force"/> is off, the given UID or resource version does not match
    /// (<see cref="KubernetesException.IsConflict"/>), or the call failed.
    /// </exception>
    public Task<T> ApplyAsync<T>(T resource, ApplyOptions options, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ApplyAsync<T>(resource.Metadata.Namespace, resource.Metadata.Name, Serialize(resource), options, cancellationToken);
    }

    internal Task<T> ApplyAsync<T>(
        string? namespaceName, string? name, ReadOnlyMemory<byte> json, ApplyOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.FieldManager);
        var query = new QueryBuilder()
            .Add("fieldManager", options.FieldManager)
            .AddIf(options.Force, "force", "true")
            .AddIf(options.DryRun, "dryRun", "All");
        var request = RequestFor<T>("apply", HttpMethod.Patch, namespaceName, name, options.Subresource, query.ToString());
        return SendObjectAsync<T>(request with { Body = json, ContentType = MediaTypes.ApplyPatch, Idempotent = true }, cancellationToken);
    }

    private Task<T> ReplaceAsync<T>(T resource, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(resource.Metadata.Name);
        var request = RequestFor<T>("update", HttpMethod.Put, resource.Metadata.Namespace, resource.Metadata.Name, subresource);
        return SendObjectAsync<T>(request with { Body = Serialize(resource) }, cancellationToken);
    }

    private async Task<T> SendObjectAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ObjectReader.Read<T>(request, body.Span);
    }

    internal static byte[] Serialize<T>(T resource)
        where T : class, IKubernetesObject<T> => JsonSerializer.SerializeToUtf8Bytes(resource, T.TypeInfo);

    private static string NameOf(IKubernetesObject resource) =>
        SubjectOf(resource.Metadata.Namespace, resource.Metadata.Name ?? $"{resource.Metadata.GenerateName}*", null);
}
