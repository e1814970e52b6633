namespace Mendix.PrivateCloud.Kubernetes.Tests.Cluster;

/// <summary>Counts what is written, the way an embedder would.</summary>
internal sealed class CountingHandler(HttpMessageHandler inner, CountingHandler.Counter counter) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Credentials are added further in: whoever looks on here sees none.
        Assert.Null(request.Headers.Authorization);
        if (request.Method != HttpMethod.Get)
        {
            counter.Writes++;
        }

        return base.SendAsync(request, cancellationToken);
    }

    internal sealed class Counter
    {
        public int Writes { get; set; }
    }
}
