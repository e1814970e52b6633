namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>
/// Keeps no connection to the host of a single bucket. AWS gives every bucket a host name of its own, so what stays open for
/// one environment serves no other, and a burst of them would pile up idle connections beyond any budget.
/// </summary>
/// <param name="inner">What sends the request.</param>
/// <param name="services">URLs of the hosts that all environments share.</param>
internal sealed class BucketHosts(HttpMessageHandler inner, IEnumerable<string> services) : DelegatingHandler(inner)
{
    private readonly HashSet<string> _shared = services.Select(url => new Uri(url).Host).ToHashSet(StringComparer.OrdinalIgnoreCase);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_shared.Contains(request.RequestUri!.Host))
        {
            request.Headers.ConnectionClose = true;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
