using System.Collections.Concurrent;
using System.Net;

namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>Notes every call that goes by and what was answered.</summary>
internal sealed class CallRecorder(HttpMessageHandler inner, ConcurrentQueue<ApiCall> calls) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var refusal = "";
        if (response.StatusCode == HttpStatusCode.Forbidden)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            refusal = await response.Content.ReadAsStringAsync(cancellationToken);
        }

        calls.Enqueue(ApiCall.Of(request, (int)response.StatusCode, refusal));
        return response;
    }
}
