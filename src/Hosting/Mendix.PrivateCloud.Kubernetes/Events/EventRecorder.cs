using System.Threading.Channels;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Reports what happens to objects as Kubernetes Events, which <c>kubectl describe</c> shows. Reporting never waits and never fails: Events
/// are written in the background, the same one again only raises its count, and an object that causes too many is silenced for a while.
/// </summary>
public sealed partial class EventRecorder : IAsyncDisposable
{
    private readonly EventRecorderOptions _options;
    private readonly EventWriter _writer;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Work> _queue;
    private readonly Task _writing;

    // What waits, so that repetitions that come faster than they are written become one write.
    private readonly Dictionary<EventKey, PendingEvent> _pending = [];

    /// <summary>Makes a recorder; it writes until disposed of.</summary>
    /// <param name="client">The client; its clock is used.</param>
    /// <param name="options">Who reports, and how many at most.</param>
    /// <param name="logger">Hears of Events that could not be written. Default none.</param>
    public EventRecorder(KubernetesClient client, EventRecorderOptions options, ILogger<EventRecorder>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Component);
        _options = options;
        _time = client.Time;
        _logger = logger ?? NullLogger<EventRecorder>.Instance;
        _writer = new EventWriter(client, options);
        _queue = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Reports something about an object.</summary>
    /// <param name="regarding">The object, as read from the server.</param>
    /// <param name="type">Whether it needs attention.</param>
    /// <param name="reason">The cause as one CamelCase word, such as <c>ProvisioningFailed</c>.</param>
    /// <param name="message">What happened, for people. No secret. More than 1024 characters are cut off.</param>
    /// <param name="action">What the reporter did or tried, as one word. Default none.</param>
    public void Record(IKubernetesObject regarding, EventType type, string reason, string message, string? action = null)
    {
        ArgumentNullException.ThrowIfNull(regarding);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        ArgumentNullException.ThrowIfNull(message);
        var key = EventKey.Of(regarding, type, reason, message);
        var now = _time.GetUtcNow();
        lock (_pending)
        {
            if (_pending.TryGetValue(key, out var waiting))
            {
                waiting.Count++;
                waiting.Last = now;
                return;
            }

            if (_pending.Count >= _options.MaxPending || !_queue.Writer.TryWrite(new Work(key, null)))
            {
                KubernetesMetrics.CountDroppedEvent();
                return;
            }

            _pending.Add(key, new PendingEvent(action, now));
        }
    }

    /// <summary>Waits until everything reported so far was written, or could not be.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite(new Work(default, reached)) ? reached.Task.WaitAsync(cancellationToken) : _writing.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is still to be written, within <see cref="EventRecorderOptions.FlushLimit"/>, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            using var limit = new CancellationTokenSource(_options.FlushLimit, _time);
            await using var registration = limit.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _stop).ConfigureAwait(false);
            await _writing.ConfigureAwait(false);
            _stop.Dispose();
        }
    }

    private async Task WriteAllAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            work.Reached?.TrySetResult();
            PendingEvent? pending;
            lock (_pending)
            {
                if (work.Reached is not null || !_pending.Remove(work.Key, out pending))
                {
                    continue;
                }
            }

            await WriteAsync(work.Key, pending).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(EventKey key, PendingEvent pending)
    {
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            await _writer.WriteAsync(key, pending, _stop.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // An Event that cannot be written must not stop those after it, let alone the work it tells of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            KubernetesMetrics.CountDroppedEvent();
            LogNotWritten(_logger, key.Reason, key.Regarding, exception.Message);
        }
    }

    [LoggerMessage(3300, LogLevel.Debug, "Event {Reason} about {Regarding} was not written: {Cause}")]
    private static partial void LogNotWritten(ILogger logger, string reason, string regarding, string cause);

    private readonly record struct Work(EventKey Key, TaskCompletionSource? Reached);
}
