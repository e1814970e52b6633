using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>What every conversation with a registry needs.</summary>
internal sealed record RegistryContext(HttpClient Http, RetryPolicy Retries, ImageBuildOptions Options, TimeProvider Time)
{
    /// <summary>One exchange: guarded against silence, its failures in our words.</summary>
    public async Task<T> ExchangeAsync<T>(string server, Func<IdleGuard, Task<T>> exchange, CancellationToken cancellationToken)
    {
        using var guard = new IdleGuard(Options.IdleTimeout, Time, cancellationToken);
        try
        {
            return await exchange(guard).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportFailure.IsOne(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Describe(exception, server);
        }
    }
}
