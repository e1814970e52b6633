using System.Net;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Whether and when a failed call is sent again.</summary>
internal sealed class RetryPolicy(int maxRetries, TimeSpan maxDelay)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    public bool ShouldRetry(ApiRequest request, KubernetesException failure, int attempt, out TimeSpan delay)
    {
        delay = failure.RetryAfter ?? Jittered(attempt);
        return attempt < maxRetries && delay <= maxDelay && MayRepeat(request, failure);
    }

    private static bool MayRepeat(ApiRequest request, KubernetesException failure)
    {
        if (failure.StatusCode == HttpStatusCode.TooManyRequests || NeverSent(failure))
        {
            // The server took no notice of it, so even a create may be repeated.
            return true;
        }

        return request.Idempotent && failure.IsTransient && failure.StatusCode != HttpStatusCode.NotImplemented;
    }

    private static bool NeverSent(KubernetesException failure) => failure.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private TimeSpan Jittered(int attempt)
    {
        var ceiling = TimeSpan.FromMilliseconds(Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, attempt), maxDelay.TotalMilliseconds));
        return Jitter.Between(ceiling / 2, ceiling);
    }
}
