using System.Collections.Concurrent;
using System.Net;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>
/// All that the operators of one case say to the outside, API server and storage server, passes here one call after
/// another: counted, and disturbed where the case wants it. It is the operator's end of the line, so it works with any server.
/// </summary>
public sealed class Wire
{
    private readonly ConcurrentDictionary<Call, int> _ordinals = new();
    private readonly ConcurrentQueue<CallSite> _calls = new();
    private readonly ConcurrentDictionary<string, bool> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _made = new();
    private readonly ConcurrentQueue<string> _deleted = new();
    private long _lastAt = TimeProvider.System.GetTimestamp();
    private int _inFlight;

    /// <summary>Which fault, if any, takes the place of a call to the API server.</summary>
    public Func<CallSite, Fault?> Disturb { get; set; } = _ => null;

    /// <summary>Seen before and after each call, also those on the storage server.</summary>
    public Func<CallSite, bool, Task> Around { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Takes the place of a watch's stream; the call is the watch's.</summary>
    public Func<CallSite, Stream, Stream> WatchStream { get; set; } = (_, stream) => stream;

    /// <summary>A process that is dead says nothing and hears nothing, and cannot tell why.</summary>
    public bool IsDead { get; set; }

    /// <summary>Every call since the last <see cref="Restart"/>, in order.</summary>
    public IReadOnlyList<CallSite> Calls => [.. _calls];

    /// <summary>The calls that may have changed something.</summary>
    public IEnumerable<CallSite> Effects => Calls.Where(site => site.Call.IsEffect);

    /// <summary>Resource by resource what the API server says that it made for the operator, whether the operator heard of it or not.</summary>
    public string Made => string.Join(", ", _made.CountBy(what => what).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));

    public string Deleted => string.Join(", ", _deleted.CountBy(what => what).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));

    /// <summary>Whether the operator ever spoke of a resource. A wire that nobody used does not tell.</summary>
    public bool Knows(string resource) => _resources.IsEmpty || _resources.ContainsKey(resource);

    /// <summary>Counts from 1 again.</summary>
    public void Restart()
    {
        _ordinals.Clear();
        _calls.Clear();
    }

    /// <summary>A line for one process of the operator.</summary>
    /// <param name="inner">Reaches the API server; stays the caller's.</param>
    public HttpClient Connect(HttpClient inner) =>
        new(new Line(this, inner), disposeHandler: false) { BaseAddress = inner.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Waits until nothing was said for so long. Open watches do not count; the dead are quiet.</summary>
    public async Task UntilQuietAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        while (!IsDead && (Volatile.Read(ref _inFlight) > 0 || TimeProvider.System.GetElapsedTime(Volatile.Read(ref _lastAt)) < pause))
        {
            await Task.Delay(15, cancellationToken);
        }
    }

    /// <summary>An effect on the storage server.</summary>
    public async Task EffectAsync(string verb, Action effect, CancellationToken cancellationToken)
    {
        await WhileAliveAsync(cancellationToken);
        var site = Next(new Call(verb, Call.Storage));
        await Around(site, false);
        await WhileAliveAsync(cancellationToken);
        effect();
        await Around(site, true);
        await WhileAliveAsync(cancellationToken);
    }

    private CallSite Next(Call call)
    {
        var site = new CallSite(call, _ordinals.AddOrUpdate(call, 1, (_, count) => count + 1));
        _calls.Enqueue(site);
        _resources[call.Resource] = true;
        Volatile.Write(ref _lastAt, TimeProvider.System.GetTimestamp());
        return site;
    }

    private Task WhileAliveAsync(CancellationToken cancellationToken) =>
        IsDead ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;

    private sealed class Line(Wire wire, HttpClient server) : ForwardingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await wire.WhileAliveAsync(cancellationToken);
            var site = wire.Next(Call.Of(request));
            Interlocked.Increment(ref wire._inFlight);
            try
            {
                await wire.Around(site, false);
                await wire.WhileAliveAsync(cancellationToken);
                var response = await AnswerAsync(site, request, cancellationToken);
                await wire.Around(site, true);
                await wire.WhileAliveAsync(cancellationToken);
                return response;
            }
            finally
            {
                Volatile.Write(ref wire._lastAt, TimeProvider.System.GetTimestamp());
                Interlocked.Decrement(ref wire._inFlight);
            }
        }

        private async Task<HttpResponseMessage> AnswerAsync(CallSite site, HttpRequestMessage request, CancellationToken cancellationToken)
        {
            async Task<HttpResponseMessage> ForwardAsync(CancellationToken token) => site.Call.IsEffect
                ? await SendToTheEndAsync(site.Call, request).WaitAsync(token)
                : await base.SendAsync(request, token);

            var response = wire.Disturb(site) is { } fault
                ? await fault.AnswerAsync(request, ForwardAsync, cancellationToken)
                : await ForwardAsync(cancellationToken);
            if (site.Call.IsWatch && response.IsSuccessStatusCode)
            {
                response.Content = new StreamContent(wire.WatchStream(site, await response.Content.ReadAsStreamAsync(cancellationToken)));
            }

            return response;
        }

        // What was sent has its effect, whoever has died or lost patience meanwhile, and it is counted.
        private async Task<HttpResponseMessage> SendToTheEndAsync(Call call, HttpRequestMessage request)
        {
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version };
            foreach (var (name, values) in request.Headers)
            {
                copy.Headers.TryAddWithoutValidation(name, values);
            }

            if (request.Content is { } content)
            {
                copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(CancellationToken.None));
                copy.Content.Headers.ContentType = content.Headers.ContentType;
            }

            var response = await base.SendAsync(copy, CancellationToken.None);
            Note(call, response.StatusCode);
            return response;
        }

        private void Note(Call call, HttpStatusCode status)
        {
            if (call.IsEffect && status == HttpStatusCode.Created)
            {
                wire._made.Enqueue(call.Resource);
            }
            else if (call.Verb == "delete" && status is HttpStatusCode.OK or HttpStatusCode.Accepted)
            {
                wire._deleted.Enqueue(call.Resource);
            }
        }
    }
}
