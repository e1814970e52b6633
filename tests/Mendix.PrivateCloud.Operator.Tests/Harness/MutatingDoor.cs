using System.Text;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>Changes what the operator applies of one kind before the cluster gets it, as an admission webhook does.</summary>
internal sealed class MutatingDoor(HttpClient inner, string plural, Action<JsonNode> change) : ForwardingHandler(inner)
{
    public static Func<HttpClient, HttpClient> Of(string plural, Action<JsonNode> change) => inner =>
        new HttpClient(new MutatingDoor(inner, plural, change)) { BaseAddress = inner.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.Contains($"/{plural}/", StringComparison.Ordinal)
            && !request.RequestUri.AbsolutePath.EndsWith("/status", StringComparison.Ordinal))
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            change(body);
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, request.Content.Headers.ContentType!);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
