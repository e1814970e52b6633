using System.Threading.Channels;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

/// <summary>The far end of a client's connection, played by the test call by call: it says when and how each one is answered, or broken.</summary>
internal sealed class ScriptedApi : HttpMessageHandler
{
    private readonly Channel<Exchange> _calls = Channel.CreateUnbounded<Exchange>();
    private int _waiting;

    /// <summary>Whether a call has come that the test has not taken yet.</summary>
    public bool HasCall => Volatile.Read(ref _waiting) > 0;

    public KubernetesClient NewClient(TimeProvider? time = null, KubernetesClientOptions? options = null) =>
        new(NewHttpClient(), options ?? new KubernetesClientOptions { MaxRetries = 0 }, time);

    public HttpClient NewHttpClient() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://api.test/"), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The next call, once it is there.</summary>
    public async Task<Exchange> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var call = await _calls.Reader.ReadAsync(limit.Token);
        Interlocked.Decrement(ref _waiting);
        return call;
    }

    /// <summary>The next call, which must contain this in its path and query.</summary>
    public async Task<Exchange> NextAsync(string expected)
    {
        var call = await NextAsync();
        Assert.Contains(expected, call.PathAndQuery, StringComparison.Ordinal);
        return call;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = new Exchange(request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        Interlocked.Increment(ref _waiting);
        await _calls.Writer.WriteAsync(call, cancellationToken);
        return await call.Answer.WaitAsync(cancellationToken);
    }
}
