using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.FaultMatrix;

/// <summary>One of several operators that manage the same environment, and of which one leads. It can be suspended.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    private readonly FaultCase _environment;
    private readonly TaskCompletionSource _awake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LogCollector _logs;
    private Func<CallSite, bool, Task> _disturb = (_, _) => Task.CompletedTask;
    private OperatorProcess? _process;

    public Candidate(FaultCase environment, TimeSpan skew = default)
    {
        _environment = environment;
        Clock = new PumpedClock(4, skew);
        Shelf = environment.Shelf.Another();
        Shelf.Perform = Wire.EffectAsync;
        _logs = new LogCollector(line =>
        {
            if (line.Contains("leads by lease", StringComparison.Ordinal))
            {
                (HasLed, LooksUntilLed) = (true, Looks);
            }
        });
        Wire.Around = async (site, isAfter) =>
        {
            await _disturb(site, isAfter);
            // What a suspended process hears, it hears when it wakes up. What it said before is said.
            if (isAfter && IsSuspended)
            {
                await _awake.Task;
            }
        };
    }

    public PumpedClock Clock { get; }

    public Wire Wire { get; } = new();

    /// <summary>The same storage server, reached over this candidate's wire.</summary>
    public ShelfServer Shelf { get; }

    public bool IsSuspended { get; private set; }

    /// <summary>How much it has done, but for asking to lead and to go on leading.</summary>
    public int Effects => Wire.Effects.Count(site => site.Call is not { Resource: "leases", Verb: "update" or "create" });

    public bool HasLed { get; private set; }

    /// <summary>How often it has looked whether the Lease is free.</summary>
    public int Looks => Wire.Calls.Count(site => site.Call is { Resource: "leases", Verb: "get" });

    public int LooksUntilLed { get; private set; }

    /// <summary>Whether it knows that its term is over.</summary>
    public bool HasLost => _logs.Lines.Any(line => line.Contains("no longer leads", StringComparison.Ordinal));

    public async Task StartAsync(HttpClient http) =>
        _process = await OperatorProcess.StartAsync(Wire.Connect(http), Shelf, Clock.Time, _logs, options =>
        {
            options.Namespaces.Add(_environment.Namespace);
            options.LeaderElection = true;
            // Each case has a Lease of its own.
            options.LeaseNamespace = _environment.Namespace;
        });

    /// <summary>Suspends itself when a call was carried out, before it hears of that.</summary>
    public void SuspendAt(CallSite target) => _disturb = (site, isAfter) =>
    {
        if (site == target && isAfter && !IsSuspended)
        {
            Suspend();
        }

        return Task.CompletedTask;
    };

    /// <summary>Lets a call take until <see cref="GoOn"/>.</summary>
    /// <returns>Completed when the call was made.</returns>
    public TaskCompletionSource StandStillAt(CallSite target)
    {
        var reached = new TaskCompletionSource();
        _disturb = (site, isAfter) =>
        {
            if (site != target || !isAfter)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return _goOn.Task;
        };
        return reached;
    }

    public void GoOn() => _goOn.TrySetResult();

    /// <summary>Stops the process in the middle of everything, without its knowing.</summary>
    public void Suspend()
    {
        Clock.IsPaused = true;
        IsSuspended = true;
    }

    /// <summary>Lets it go on, after so much time, of which its timers learn a moment later.</summary>
    public void Wake(TimeSpan slept)
    {
        _disturb = (_, _) => Task.CompletedTask;
        Clock.Time.Skip(slept);
        IsSuspended = false;
        _awake.TrySetResult();
        Clock.IsPaused = false;
    }

    public async Task StopAsync()
    {
        if (_process is { } stopping)
        {
            _process = null;
            await stopping.DisposeAsync();
        }
    }

    public async Task<bool> LeadsAsync() =>
        await _environment.FindAsync<Lease>("mendix-operator") is { Spec.HolderIdentity: { Length: > 0 } holder }
        && _logs.Lines.Any(line => line.Contains($"{holder} leads by lease", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Wake(TimeSpan.Zero);
        GoOn();
        await StopAsync();
        await Clock.DisposeAsync();
    }
}
