namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>Ends an exchange in which no byte moved for too long.</summary>
internal sealed class IdleGuard : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;

    public IdleGuard(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _idle = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _idle.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>A byte moved.</summary>
    public void Touch() => _idle.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
