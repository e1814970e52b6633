namespace Mendix.PrivateCloud.ImageBuild.Tests.Support;

/// <summary>Shows each request to somebody.</summary>
internal sealed class CountingHandler(HttpMessageHandler inner, Action<HttpRequestMessage> see) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        see(request);
        return base.SendAsync(request, cancellationToken);
    }
}
