using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Keeps a copy of all objects of a kind and tells of each change: lists in pages, watches from there, goes on where it was when the
/// connection breaks, lists again when it lost its place, and finds out then what was deleted meanwhile.
/// </summary>
/// <remarks>
/// The objects are shared by all readers and must not be changed. Everything here is thread-safe.
/// </remarks>
/// <typeparam name="T">The kind.</typeparam>
public sealed partial class Informer<T>
    where T : class, IKubernetesObject<T>
{
    private readonly InformerState<T> _state;
    private readonly ILogger _logger;
    private readonly List<Reflector<T>> _reflectors;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _unsynced;

    /// <summary>Makes an informer; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">What to follow. Default everything of the kind.</param>
    /// <param name="logger">Hears of broken and renewed watches. Default none.</param>
    public Informer(KubernetesClient client, InformerOptions<T>? options = null, ILogger<Informer<T>>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new InformerOptions<T>();
        _logger = logger ?? NullLogger<Informer<T>>.Instance;
        _state = new InformerState<T>(options, _logger);
        var namespaces = options.Namespaces.Count == 0 ? [null] : options.Namespaces.Distinct().ToArray<string?>();
        _reflectors = [.. namespaces.Select(namespaceName => new Reflector<T>(client, namespaceName, options, _state, OnListed, _logger))];
        _unsynced = _reflectors.Count;
    }

    /// <summary>
    /// Raised when the informer had lost its place and has listed everything again, after the changes that the list shows. An object that
    /// came and went in between is in neither list and in no change: whoever made it, or must make it again, has to look for itself.
    /// What a handler throws is logged and goes no further.
    /// </summary>
    public event EventHandler? Relisted;

    /// <summary>Whether the initial list is complete: until then, what is not in the cache may still exist.</summary>
    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>Why the informer does not follow the server at the moment; <see langword="null"/> while it does.</summary>
    public Exception? Failure => _reflectors.Select(reflector => reflector.Failure).FirstOrDefault(failure => failure is not null);

    /// <summary>How many objects are kept.</summary>
    public int Count => _state.Store.Count;

    /// <summary>All objects at this moment, as a new array.</summary>
    public IReadOnlyList<T> Items => _state.Store.Snapshot();

    /// <summary>Waits until <see cref="HasSynced"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForSyncAsync(CancellationToken cancellationToken = default) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>Looks an object up.</summary>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for a kind of the whole cluster.</param>
    /// <param name="name">The name.</param>
    /// <returns>The object, or <see langword="null"/> when there is none.</returns>
    public T? Find(string? namespaceName, string name) => _state.Store.Find(new ObjectKey(namespaceName ?? "", name));

    /// <summary>Looks an object up.</summary>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for a kind of the whole cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="resource">The object.</param>
    public bool TryGet(string? namespaceName, string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? resource) =>
        (resource = Find(namespaceName, name)) is not null;

    /// <summary>Makes an index that is kept up to date with each change. May be called at any time; made from what is there already.</summary>
    /// <param name="keys">
    /// The keys under which an object is found; a pure function of the object. <see cref="IndexKeys"/> holds the usual ones.
    /// </param>
    public ResourceIndex<T> AddIndex(Func<T, IEnumerable<string>> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _state.Store.AddIndex(keys);
    }

    /// <summary>
    /// Reports each change once, in order per object. What is there already is reported first, as added. A handler runs before the next
    /// change is taken from the server, so it should do no more than put a key into a queue.
    /// </summary>
    /// <param name="handler">Gets the change; the cache shows it already. What it throws is logged and goes no further.</param>
    /// <returns>Ends the subscription when disposed of.</returns>
    public IDisposable Subscribe(Action<ResourceChange<T>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _state.Subscribe(handler);
    }

    /// <summary>Follows the server until cancelled, whatever happens to the connection.</summary>
    /// <param name="cancellationToken">Ends it; the method then returns normally, and the cache stays as it is.</param>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
        {
            throw new InvalidOperationException($"The informer of {T.Definition.Plural} runs already.");
        }

        try
        {
            await Task.WhenAll(_reflectors.Select(reflector => reflector.RunAsync(cancellationToken))).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private void OnListed(bool isFirst)
    {
        if (!isFirst)
        {
            TellRelisted();
        }
        else if (Interlocked.Decrement(ref _unsynced) == 0)
        {
            _synced.TrySetResult();
        }
    }

    private void TellRelisted()
    {
        try
        {
            Relisted?.Invoke(this, EventArgs.Empty);
        }
#pragma warning disable CA1031 // A handler's fault must not keep the server from being followed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRelistedFailed(_logger, T.Definition.Kind, exception);
        }
    }

    [LoggerMessage(3105, LogLevel.Error, "A subscriber failed when {Kind} had been listed again")]
    private static partial void LogRelistedFailed(ILogger logger, string kind, Exception exception);
}
