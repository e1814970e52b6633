using System.Collections.Concurrent;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>Sees every request of the driver, and may answer in the server's place.</summary>
internal sealed class RequestRecorder
{
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Whom each request goes to, and whether its connection ends with it.</summary>
    public ConcurrentQueue<(string Host, bool Closes)> Connections { get; } = new();

    /// <summary>Gets each request in words and what sends it on; null sends everything on.</summary>
    public Func<string, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? Interfere { get; set; }

    public HttpMessageHandler Listen(HttpMessageHandler wire) => new Handler(this, wire);

    private sealed class Handler(RequestRecorder recorder, HttpMessageHandler wire) : DelegatingHandler(wire)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content?.Headers.ContentType?.MediaType == "application/x-www-form-urlencoded";
            var words = form ? Uri.UnescapeDataString(await request.Content!.ReadAsStringAsync(cancellationToken)) : $"{request.Method} {request.RequestUri!.PathAndQuery}";
            recorder.Requests.Enqueue(words);
            recorder.Connections.Enqueue((request.RequestUri!.Host, request.Headers.ConnectionClose == true));
            Task<HttpResponseMessage> Send() => base.SendAsync(request, cancellationToken);
            return recorder.Interfere is { } interfere ? await interfere(words, Send) : await Send();
        }
    }
}
