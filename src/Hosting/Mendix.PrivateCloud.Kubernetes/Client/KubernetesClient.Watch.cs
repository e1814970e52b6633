using System.Runtime.CompilerServices;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>
    /// Follows changes until the server ends the watch, which it does after a while: go on from the last
    /// <see cref="WatchEvent{T}.ResourceVersion"/>. An <see cref="Informer{T}"/> does that, and misses nothing.
    /// </summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for all.</param>
    /// <param name="options">What to watch, from when. Default everything, from some present state.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="KubernetesException">
    /// The resource version is too old (<see cref="KubernetesException.IsExpired"/>): list again. Or the connection broke or fell silent, or
    /// the server reported an error.
    /// </exception>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        string? namespaceName, WatchOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        await using var stream = await OpenWatchAsync<T>(namespaceName, options ?? new WatchOptions(), cancellationToken).ConfigureAwait(false);
        while (await stream.ReadAsync().ConfigureAwait(false) is { IsEmpty: false } frame)
        {
            yield return WatchFrame.Decode<T>(stream.Request, frame.Span);
        }
    }

    /// <summary>Begins a watch whose frames the caller decodes.</summary>
    internal async Task<WatchStream> OpenWatchAsync<T>(string? namespaceName, WatchOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        var query = new QueryBuilder()
            .Add("watch", "true")
            .Add("allowWatchBookmarks", "true")
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("resourceVersion", options.ResourceVersion)
            .Add("timeoutSeconds", (long?)options.Timeout?.TotalSeconds);
        var request = RequestFor<T>("watch", HttpMethod.Get, namespaceName, null, query: query.ToString());
        var response = await _sender.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        return await WatchStream.OpenAsync(request, response, options.IdleLimit, Time, cancellationToken).ConfigureAwait(false);
    }
}
