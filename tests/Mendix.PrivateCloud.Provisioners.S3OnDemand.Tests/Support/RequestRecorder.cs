using System.Collections.Concurrent;
using Amazon.Runtime;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>Sees every request of the driver, and may answer in the server's place.</summary>
internal sealed class RequestRecorder : HttpClientFactory
{
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Gets each request in words and what sends it on; null sends everything on.</summary>
    public Func<string, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? Interfere { get; set; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this)) { Timeout = clientConfig.Timeout ?? TimeSpan.FromSeconds(30) };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;

    private sealed class Handler(RequestRecorder recorder) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content?.Headers.ContentType?.MediaType == "application/x-www-form-urlencoded";
            var words = form ? Uri.UnescapeDataString(await request.Content!.ReadAsStringAsync(cancellationToken)) : $"{request.Method} {request.RequestUri!.PathAndQuery}";
            recorder.Requests.Enqueue(words);
            Task<HttpResponseMessage> Send() => base.SendAsync(request, cancellationToken);
            return recorder.Interfere is { } interfere ? await interfere(words, Send) : await Send();
        }
    }
}
