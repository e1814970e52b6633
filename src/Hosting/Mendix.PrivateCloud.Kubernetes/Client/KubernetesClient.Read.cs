using System.Runtime.CompilerServices;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>Reads an object.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for a kind of the whole cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="KubernetesException">It is not there (<see cref="KubernetesException.IsNotFound"/>), or the call failed.</exception>
    public async Task<T> GetAsync<T>(string? namespaceName, string name, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var request = RequestFor<T>("get", HttpMethod.Get, namespaceName, name) with { Idempotent = true };
        using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ObjectReader.Read<T>(request, body.Span);
    }

    /// <summary>Reads an object that may not be there.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for a kind of the whole cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object, or <see langword="null"/> when there is none of that name.</returns>
    public async Task<T?> FindAsync<T>(string? namespaceName, string name, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        try
        {
            return await GetAsync<T>(namespaceName, name, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Reads one page of objects.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for all.</param>
    /// <param name="options">What to list. Default everything, in one page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ResourceList<T>> ListAsync<T>(string? namespaceName, ListOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        var request = ListRequest<T>(namespaceName, options ?? new ListOptions());
        using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ListReader.Read<T>(request, body.Span);
    }

    /// <summary>Reads all objects, page by page, as of one state of the cluster.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for all.</param>
    /// <param name="options">What to list; <see cref="ListOptions.Limit"/> is the size of a page, default 500.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="KubernetesException">
    /// A call failed; <see cref="KubernetesException.IsExpired"/> when reading took longer than the server keeps the state: begin again.
    /// </exception>
    public async IAsyncEnumerable<T> ListAllAsync<T>(
        string? namespaceName, ListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        var page = options ?? new ListOptions();
        page = page with { Limit = page.Limit ?? 500 };
        do
        {
            var list = await ListAsync<T>(namespaceName, page, cancellationToken).ConfigureAwait(false);
            foreach (var item in list.Items)
            {
                yield return item;
            }

            // The token holds the state to read from; naming it again is an error.
            page = page with { Continue = list.Continue, ResourceVersion = null, ResourceVersionMatch = null };
        }
        while (page.Continue is not null);
    }

    /// <summary>One page as it came, for readers that keep only parts of it.</summary>
    internal Task<ResponseBody> ListRawAsync<T>(string? namespaceName, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T> =>
        _sender.SendAsync(ListRequest<T>(namespaceName, options), cancellationToken);

    internal static ApiRequest ListRequest<T>(string? namespaceName, ListOptions options)
        where T : class, IKubernetesObject<T>
    {
        var query = new QueryBuilder()
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("limit", options.Limit)
            .Add("continue", options.Continue)
            .Add("resourceVersion", options.ResourceVersion)
            .Add("resourceVersionMatch", options.ResourceVersionMatch);
        return RequestFor<T>("list", HttpMethod.Get, namespaceName, null, query: query.ToString()) with { Idempotent = true };
    }
}
