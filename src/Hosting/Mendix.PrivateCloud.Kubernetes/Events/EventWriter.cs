using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Writes one Event: made the first time, counted up after that, and never more often than its object may.</summary>
internal sealed class EventWriter(KubernetesClient client, EventRecorderOptions options)
{
    // Beyond this many the oldest knowledge is not worth its memory; an Event that is known no longer is found again by its name.
    private const int MaxKnown = 4096;

    private readonly Dictionary<string, Written> _known = new(StringComparer.Ordinal);
    private readonly EventBudget _budget = new(options.MaxPerObject, options.Interval, client.Time);

    public async Task WriteAsync(EventKey key, PendingEvent pending, CancellationToken cancellationToken)
    {
        var name = key.EventName(options.Component);
        var known = Know(name);
        known.Unwritten += pending.Count;
        if (!_budget.TrySpend(key.Uid ?? key.Regarding))
        {
            KubernetesMetrics.CountDroppedEvent();
            return;
        }

        if (known.Count == 0 && !await TryCreateAsync(key, name, pending, known, cancellationToken).ConfigureAwait(false))
        {
            var existing = await client.FindAsync<Event>(key.EventNamespace, name, cancellationToken).ConfigureAwait(false);
            known.Count = existing?.Count ?? 1;
        }

        if (known.Unwritten > 0 && !await TryCountUpAsync(key, name, pending, known, cancellationToken).ConfigureAwait(false))
        {
            // Events expire after an hour.
            known.Count = 0;
            await TryCreateAsync(key, name, pending, known, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryCreateAsync(EventKey key, string name, PendingEvent pending, Written known, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(NewEvent(key, name, pending, known.Unwritten), cancellationToken).ConfigureAwait(false);
            known.Count = known.Unwritten;
            known.Unwritten = 0;
            return true;
        }
        catch (KubernetesException exception) when (exception.IsAlreadyExists)
        {
            return false;
        }
    }

    private async Task<bool> TryCountUpAsync(EventKey key, string name, PendingEvent pending, Written known, CancellationToken cancellationToken)
    {
        try
        {
            var count = known.Count + known.Unwritten;
            await client.PatchAsync<Event>(key.EventNamespace, name, PatchType.Merge, CountPatch(count, pending.Last), null, cancellationToken).ConfigureAwait(false);
            known.Count = count;
            known.Unwritten = 0;
            return true;
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    private Event NewEvent(EventKey key, string name, PendingEvent pending, int count) => new()
    {
        Metadata = new ObjectMeta { Namespace = key.EventNamespace, Name = name },
        InvolvedObject = new ObjectReference
        {
            ApiVersion = key.ApiVersion,
            Kind = key.Kind,
            Namespace = key.Namespace,
            Name = key.Name,
            Uid = key.Uid,
        },
        Type = key.Type.ToString(),
        Reason = key.Reason,
        Message = key.Message,
        Action = pending.Action,
        Count = count,
        FirstTimestamp = pending.First,
        LastTimestamp = pending.Last,
        Source = new EventSource { Component = options.Component },
        ReportingComponent = options.Component,
        ReportingInstance = options.Instance,
    };

    private static ReadOnlyMemory<byte> CountPatch(int count, DateTimeOffset last)
    {
        var buffer = new ArrayBufferWriter<byte>(96);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteNumber("count"u8, count);
        writer.WriteString("lastTimestamp"u8, last.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private Written Know(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        return _known[name] = new Written();
    }

    private sealed class Written
    {
        /// <summary>The count that the server has; 0 when it has no such Event as far as we know.</summary>
        public int Count { get; set; }

        /// <summary>What happened since.</summary>
        public int Unwritten { get; set; }
    }
}
