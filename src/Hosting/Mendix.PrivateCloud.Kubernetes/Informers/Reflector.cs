using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Makes an informer's state follow one namespace, or all: list, watch, and again from where it was.</summary>
internal sealed partial class Reflector<T>(
    KubernetesClient client, string? namespaceName, InformerOptions<T> options, InformerState<T> state, Action<bool> onListed, ILogger logger)
    where T : class, IKubernetesObject<T>
{
    // A server that refuses a start this often without saying that the version is too old may have forgotten it nevertheless.
    private const int FailuresBeforeRelist = 5;

    // A server that is too busy may ask for patience, but not for ever.
    private static readonly TimeSpan LongestWish = TimeSpan.FromMinutes(5);

    private readonly ReconnectBackoff _backoff = new(options.MaxBackoff);
    private readonly ObjectReceiver<T> _receiver = new(options, state, logger);
    private string? _version;
    private bool _listed;
    private int _failedStarts;
    private TimeSpan _wish;

    /// <summary>Why the server is not being followed; <see langword="null"/> while it is.</summary>
    public Exception? Failure { get; private set; }

    private string Where => namespaceName ?? "all namespaces";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = client.Time.GetTimestamp();
            _wish = TimeSpan.Zero;
            try
            {
                _version ??= await ListAsync(cancellationToken).ConfigureAwait(false);
                await WatchAsync(_version, cancellationToken).ConfigureAwait(false);
                Failure = null;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is KubernetesException or KubernetesConfigurationException)
            {
                OnFailure(exception);
            }

            await PauseAsync(client.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        KubernetesMetrics.CountList(T.Definition.Plural);
        var version = await ListPagesAsync(options.PageSize, cancellationToken).ConfigureAwait(false)
            // The pages took longer than the server keeps their state: take everything at once.
            ?? await ListPagesAsync(null, cancellationToken).ConfigureAwait(false)
            ?? throw new KubernetesException($"list {T.Definition.Plural} ({Where}) expired while it was read") { Reason = "Expired" };
        LogListed(logger, T.Definition.Plural, Where, version);
        var isFirst = !_listed;
        _listed = true;
        onListed(isFirst);
        return version;
    }

    /// <returns>The list's version; <see langword="null"/> when it expired between two pages.</returns>
    private async Task<string?> ListPagesAsync(int? pageSize, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ObjectKey>();
        var page = new ListOptions { LabelSelector = options.LabelSelector, FieldSelector = options.FieldSelector, Limit = pageSize };
        var request = KubernetesClient.ListRequest<T>(namespaceName, page);
        string? version;
        do
        {
            ListMeta metadata;
            try
            {
                using var body = await client.ListRawAsync<T>(namespaceName, page, cancellationToken).ConfigureAwait(false);
                metadata = ListReader.ReadItems(request, body.Span, static (item, context) => context._receiver.Listed(item, context.seen), (_receiver, seen));
            }
            catch (KubernetesException exception) when (exception.IsExpired && page.Continue is not null)
            {
                return null;
            }

            version = metadata.ResourceVersion;
            page = page with { Continue = string.IsNullOrEmpty(metadata.Continue) ? null : metadata.Continue };
        }
        while (page.Continue is not null);

        // What was there and is not in the list went away while nobody watched.
        foreach (var key in state.Store.KeysIn(namespaceName).Where(key => !seen.Contains(key)))
        {
            state.Remove(key, null);
        }

        return version ?? "";
    }

    private async Task WatchAsync(string version, CancellationToken cancellationToken)
    {
        var watch = new WatchOptions
        {
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = version,
            Timeout = Jitter.Between(options.WatchTimeout, options.WatchTimeout * 2),
            IdleLimit = options.IdleLimit,
        };
        var stream = await client.OpenWatchAsync<T>(namespaceName, watch, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            _failedStarts = 0;
            Failure = null;
            _receiver.Begin(version);
            try
            {
                while (await stream.ReadAsync().ConfigureAwait(false) is { IsEmpty: false } line)
                {
                    KubernetesMetrics.CountWatchEvent(T.Definition.Plural);
                    _receiver.Watched(stream.Request, line.Span);
                }
            }
            finally
            {
                // Also after a broken connection: what was received need not be received again.
                _version = _receiver.Version;
            }
        }
    }

    private void OnFailure(Exception exception)
    {
        if (exception is KubernetesException { Reason: "Idle" })
        {
            LogIdle(logger, T.Definition.Plural, Where, options.IdleLimit);
            return;
        }

        Failure = exception;
        var refusal = exception as KubernetesException;
        _wish = refusal?.RetryAfter ?? TimeSpan.Zero;
        // A list would be an answer to "too busy" that makes it worse.
        _failedStarts += refusal?.StatusCode == HttpStatusCode.TooManyRequests ? 0 : 1;
        var lostPlace = refusal is { IsExpired: true } || _failedStarts >= FailuresBeforeRelist;
        if (lostPlace)
        {
            _version = null;
            _failedStarts = 0;
        }

        LogFailed(logger, T.Definition.Plural, Where, _version is null ? "listing again" : "going on from the last version", exception.Message);
    }

    private async Task PauseAsync(TimeSpan lived, CancellationToken cancellationToken)
    {
        var pause = _backoff.Next(lived);
        var wish = _wish < LongestWish ? _wish : LongestWish;
        try
        {
            await Task.Delay(pause > wish ? pause : wish, client.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // RunAsync looks at the token next.
        }
    }
}
