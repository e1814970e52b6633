namespace Mendix.PrivateCloud.Provisioners.Shared.Connections;

/// <summary>
/// Lets so many requests through at a time; others wait without a limit of their own. The time limit of a request begins
/// with its turn, so that a burst of environments does not look like an unreachable server.
/// </summary>
internal sealed class ConnectionBudget(HttpMessageHandler inner, int requests, TimeSpan timeout) : DelegatingHandler(inner)
{
    private readonly SemaphoreSlim _slots = new(requests);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            try
            {
                var response = await base.SendAsync(request, limit.Token);
                // The turn ends when the connection is free again, not when the first line has arrived.
                await response.Content.LoadIntoBufferAsync(limit.Token);
                return response;
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"No answer within {timeout.TotalSeconds:0} seconds.", exception);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _slots.Dispose();
        }

        base.Dispose(disposing);
    }
}
