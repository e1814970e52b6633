using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers.Model;

/// <summary>
/// Answers an informer from a history, with every fault that servers and networks are known for. All that it does follows from the seed:
/// it waits until the informer has read what was sent before it does the next thing.
/// </summary>
internal sealed class FaultyServer(ScriptedApi api, VirtualTimeProvider time, Random random, ServerHistory history, TimeSpan idleLimit)
{
    // The pages of a list and the pauses between calls are shorter than this; the limits of calls and watches are longer.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private ScriptedStream? _watch;
    private int _sent;

    /// <summary>Off towards the end, when the informer must come to rest.</summary>
    public bool IsFaulty { get; set; } = true;

    public async Task StepAsync()
    {
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            history.Change();
        }

        if (_watch is null)
        {
            await AnswerAsync(await NextCallAsync());
        }
        else
        {
            await ContinueAsync(_watch);
        }
    }

    /// <summary>Without faults, until the informer has been told everything.</summary>
    public async Task SettleAsync()
    {
        IsFaulty = false;
        while (_watch is null)
        {
            await AnswerAsync(await NextCallAsync());
        }

        await SendAsync(_watch, history.After(_sent));
    }

    private async Task<Exchange> NextCallAsync()
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!api.HasCall && time.UntilNextTimer is { } pause && pause <= LongestPause)
                {
                    time.Advance(pause);
                }

                return api.HasCall;
            },
            "the informer calls again",
            TestContext.Current.CancellationToken);
        return await api.NextAsync();
    }

    private async Task AnswerAsync(Exchange call)
    {
        var query = HttpUtility.ParseQueryString(call.PathAndQuery[(call.PathAndQuery.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        if (IsFaulty && random.Next(3) == 0)
        {
            Refuse(call);
        }
        else if (query["watch"] is null)
        {
            List(call, query["continue"], int.Parse(query["limit"] ?? "1000", CultureInfo.InvariantCulture));
        }
        else if (int.Parse(query["resourceVersion"]!, CultureInfo.InvariantCulture) is var version && version < history.Compacted)
        {
            call.Status(HttpStatusCode.Gone, "Expired");
        }
        else
        {
            _watch = call.Stream();
            _sent = version;
            await _watch.ConsumedAsync();
        }
    }

    private void Refuse(Exchange call)
    {
        switch (random.Next(6))
        {
            case 0:
                call.Status(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: "40");
                break;
            case 1:
                call.Status(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");
                break;
            case 2:
                call.Status(HttpStatusCode.Gone, "Expired");
                break;
            case 3:
                call.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
                break;
            case 4:
                // A proxy that stands in for a server which is away.
                call.Json("<html>Please come back later</html>");
                break;
            default:
                call.Status(HttpStatusCode.GatewayTimeout, "Timeout", "Too large resource version");
                break;
        }
    }

    private void List(Exchange call, string? token, int limit)
    {
        var (version, from) = token?.Split(':') is [var when, var name]
            ? (int.Parse(when, CultureInfo.InvariantCulture), name)
            : (IsFaulty && random.Next(4) == 0 ? Lagging() : history.Version, "");
        if (version < history.Compacted)
        {
            call.Status(HttpStatusCode.Gone, "Expired");
            return;
        }

        var rest = history.At(version).Where(item => string.CompareOrdinal(item.Key, from) > 0).ToArray();
        var page = rest.Take(limit).ToArray();
        var next = rest.Length > page.Length ? $"{version}:{page[^1].Key}" : "";
        call.Json(ListPage(version, next, [.. page.Select(item => Json(item.Key, item.Value.Version, item.Value.Uid))]));
    }

    private int Lagging() => random.Next(history.Compacted, history.Version + 1);

    private async Task ContinueAsync(ScriptedStream watch)
    {
        var news = history.After(_sent).Take(random.Next(1, 6)).ToArray();
        switch (random.Next(16))
        {
            case 0:
                await watch.EndAsync();
                break;
            case 1:
                await watch.BreakAsync(new IOException("reset by peer"));
                break;
            case 2 when news.Length > 0:
                await CutAsync(watch, news[0], random.Next(2) == 0);
                break;
            case 3:
                await watch.LineAsync(Garbage());
                break;
            case 4:
                await watch.LineAsync(Error(410, "Expired"));
                break;
            case 5:
                await watch.LineAsync(Error(500, "InternalError"));
                break;
            case 6:
                // Half open: the far end is gone and nobody says so.
                time.Advance(idleLimit);
                break;
            case 7:
                history.Compact();
                return;
            case 8:
                await SendAsync(watch, history.After(_sent));
                await watch.LineAsync(Bookmark(history.Version));
                (_sent, _) = (history.Version, 0);
                await watch.ConsumedAsync();
                return;
            case 9:
                // What was sent long ago, by a server that lags behind.
                await SendAsync(watch, [.. history.After(0).Where(item => item.Version <= _sent).OrderBy(_ => random.Next()).Take(3)]);
                return;
            case 10 or 11:
                random.Shuffle(news);
                await SendAsync(watch, news);
                return;
            case 12:
                await SendAsync(watch, [.. news.SelectMany(item => Enumerable.Repeat(item, 2))]);
                return;
            default:
                await SendAsync(watch, news);
                return;
        }

        // Whoever ended it, the informer lets go of it and calls again.
        _watch = null;
    }

    private async Task SendAsync(ScriptedStream watch, IReadOnlyCollection<HistoryEvent> events)
    {
        foreach (var item in events)
        {
            await watch.LineAsync(item.Line);
            _sent = Math.Max(_sent, item.Version);
        }

        await watch.ConsumedAsync();
    }

    private async Task CutAsync(ScriptedStream watch, HistoryEvent item, bool endsWithNewline)
    {
        var line = Encoding.UTF8.GetBytes(item.Line);
        await watch.BytesAsync(line.AsMemory(0, random.Next(1, line.Length)));
        await (endsWithNewline ? watch.LineAsync("") : watch.EndAsync());
    }

    private string Garbage() => random.Next(5) switch
    {
        0 => "<html>Bad Gateway</html>",
        1 => """{"type":"ADDED","object":{}}""",
        2 => """{"type":"RENAMED","object":{"metadata":{"name":"map-1","uid":"uid-1","resourceVersion":"99999"}}}""",
        3 => """{"type":"MODIFIED","object":{"kind":"ConfigMap","metadata":{"name":"map-1","namespace":"apps","uid":"uid-1","resourceVersion":"99999"}""",
        _ => "\0\u0001\u0002",
    };
}
