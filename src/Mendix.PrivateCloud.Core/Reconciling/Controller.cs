using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>
/// Reconciles keys: several at once, each of them one at a time, again after failures, and anew as soon as a
/// newer desired state is known. Everything that asks for work only names a key; what is to be done is found
/// by the reconciler, so that missed and repeated signals do no harm.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed partial class Controller<TKey> : IAsyncDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly IReconciler<TKey> _reconciler;
    private readonly ControllerOptions _options;
    private readonly Func<IEnumerable<TKey>>? _resyncKeys;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WorkQueue<TKey> _queue;
    private readonly ExponentialBackoff _backoff;
    private readonly ConcurrentQueue<TKey> _cancelled = new();
    private readonly string _activityName;
    private readonly TimeSpan _reconcileTimeout;
    private ITimer? _resyncTimer;
    private Task[]? _workers;
    private Task<StopReport<TKey>>? _stop;
    private volatile bool _isStopOverdue;

    /// <summary>Makes a controller. It accepts keys at once and works on them after <see cref="Start"/>.</summary>
    /// <param name="name">Names the controller in logs, metrics and traces; short, such as <c>storageinstance</c>.</param>
    /// <param name="reconciler">What is done with a key.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="resyncKeys">
    /// The keys of the periodic resync. Called from a timer, so it is quick, such as a walk over a cache.
    /// </param>
    /// <param name="timeProvider">The clock of all delays; the system's by default.</param>
    /// <param name="logger">Where to log; nowhere by default.</param>
    /// <param name="comparer">What makes two keys equal; the type's own equality by default.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of range.</exception>
    public Controller(
        string name,
        IReconciler<TKey> reconciler,
        ControllerOptions? options = null,
        Func<IEnumerable<TKey>>? resyncKeys = null,
        TimeProvider? timeProvider = null,
        ILogger? logger = null,
        IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(reconciler);
        options ??= new ControllerOptions();
        options.Validate();

        Name = name;
        _reconciler = reconciler;
        _options = options with { };
        _resyncKeys = resyncKeys;
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _queue = new WorkQueue<TKey>(_time, comparer);
        _backoff = new ExponentialBackoff(options.BackoffInitial, options.BackoffMax, options.BackoffJitter);
        _activityName = "reconcile " + name;
        _reconcileTimeout = options.ReconcileTimeout == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : options.ReconcileTimeout;
    }

    /// <summary>The name of the controller.</summary>
    public string Name { get; }

    /// <summary>How many keys wait, run and are delayed.</summary>
    public WorkQueueCounts Counts => _queue.Counts;

    /// <summary>
    /// Asks for a reconcile because something about the key changed. Does not disturb a running reconcile:
    /// the key runs once more after it. After a failure the key runs no sooner than
    /// <see cref="ControllerOptions.BackoffInitial"/>.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>False after a stop, when the key was not taken.</returns>
    public bool Enqueue(TKey key) => _queue.Add(key, WorkPriority.Change);

    /// <summary>Asks for a reconcile with a priority.</summary>
    /// <param name="key">The key.</param>
    /// <param name="priority">How urgent it is; a waiting key keeps the higher one.</param>
    /// <returns>False after a stop, when the key was not taken.</returns>
    public bool Enqueue(TKey key, WorkPriority priority) => _queue.Add(key, priority);

    /// <summary>Asks for a reconcile after a time. Of several such wishes for one key the earliest wins.</summary>
    /// <param name="key">The key.</param>
    /// <param name="delay">How long to wait; zero or less is the same as <see cref="Enqueue(TKey)"/>.</param>
    /// <returns>False after a stop, when the key was not taken.</returns>
    public bool EnqueueAfter(TKey key, TimeSpan delay) => _queue.AddAfter(key, delay);

    /// <summary>
    /// Says that there is a newer desired state of the key, such as a new generation of an object. A running
    /// reconcile of the key is cancelled, its back-off is forgotten, and the key runs again without delay, in
    /// turn with the other changes. Not to be called for changes that a reconcile makes itself, such as of a
    /// status: those would cancel the run that made them.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>False after a stop, when the key was not taken.</returns>
    public bool Supersede(TKey key) => _queue.Supersede(key);

    /// <summary>Begins to work.</summary>
    /// <exception cref="InvalidOperationException">It was started or stopped before.</exception>
    public void Start()
    {
        lock (_gate)
        {
            if (_workers is not null || _stop is not null)
            {
                throw new InvalidOperationException($"Controller '{Name}' was started or stopped before; make a new one.");
            }

            // Whatever activity started the controller is not the parent of all its reconciles.
            using (ExecutionContext.SuppressFlow())
            {
                _workers = new Task[_options.MaxConcurrency];
                for (var i = 0; i < _workers.Length; i++)
                {
                    _workers[i] = Task.Run(WorkAsync);
                }

                StartResync();
            }

            EngineMetrics.Register(this, Name, () => _queue.Counts);
        }
    }

    private async Task WorkAsync()
    {
        while (await _queue.GetAsync() is { } item)
        {
            try
            {
                await ReconcileAsync(item);
            }
#pragma warning disable CA1031 // The key is given back already: only a broken log or listener throws, and no worker dies of it.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }
}
