namespace Mendix.PrivateCloud.Provisioners.Shared.Connections;

/// <summary>
/// A question whose answer never changes: asked once, however many want to know at the same moment. A failure is told to all
/// who wait for it, and whoever comes next asks again.
/// </summary>
/// <param name="ask">Asks. It ends by limits of its own: whoever waits can leave, and the others still want the answer.</param>
internal sealed class SingleFlight<T>(Func<Task<T>> ask)
{
    private readonly Lock _lock = new();
    private Task<T>? _flight;

    /// <summary>The answer.</summary>
    /// <param name="cancellationToken">Ends this wait, not the question.</param>
    public Task<T> AnswerAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_flight is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _flight = ask();
            }

            return _flight.WaitAsync(cancellationToken);
        }
    }
}
