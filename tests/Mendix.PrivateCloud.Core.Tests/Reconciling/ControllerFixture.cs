using System.Collections.Concurrent;
using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

/// <summary>A controller in virtual time whose reconciler is a function of the test, and the record of its runs.</summary>
internal sealed class ControllerFixture : IReconciler<string>, IAsyncDisposable
{
    private readonly Func<string, CancellationToken, Task<ReconcileResult>> _reconcile;
    private int _inside;

    internal ControllerFixture(
        Func<string, CancellationToken, Task<ReconcileResult>> reconcile,
        ControllerOptions? options = null,
        Func<IEnumerable<string>>? resyncKeys = null,
        string name = "test")
    {
        _reconcile = reconcile;
        Controller = new Controller<string>(
            name, this, options ?? new ControllerOptions { BackoffJitter = 0 }, resyncKeys, Clock);
    }

    internal ControllerFixture(Func<string, ReconcileResult> reconcile, ControllerOptions? options = null)
        : this((key, _) => Task.FromResult(reconcile(key)), options)
    {
    }

    internal VirtualTimeProvider Clock { get; } = new();

    internal Controller<string> Controller { get; }

    /// <summary>The runs in the order of their beginning, and the second at which each began.</summary>
    internal ConcurrentQueue<(string Key, double At)> Runs { get; } = new();

    /// <summary>How many runs are to be open when the controller counts as settled: those that a test holds back.</summary>
    internal int HeldBack { get; set; }

    internal double[] TimesOf(string key) => [.. Runs.Where(run => run.Key == key).Select(run => run.At)];

    internal Task AdvanceAsync(double seconds) =>
        Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds), IsSettled, TestContext.Current.CancellationToken);

    internal Task SettleAsync() => AdvanceAsync(0);

    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        Runs.Enqueue((key, Clock.Elapsed.TotalSeconds));
        Interlocked.Increment(ref _inside);
        try
        {
            return await _reconcile(key, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A test that failed in the middle may have left runs open: no waiting in virtual time then.
        await Controller.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(30));
        await Controller.DisposeAsync();
    }

    private bool IsSettled()
    {
        var counts = Controller.Counts;
        return counts.Processing == HeldBack && Volatile.Read(ref _inside) == HeldBack && (counts.Ready == 0 || HeldBack > 0);
    }
}
