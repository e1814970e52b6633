using System.Collections.Concurrent;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>
/// A storage server that fits into a test's process: named things with an owner and a password. What is under test is
/// the operator, which must not care what a server is; real servers are met in the provisioners' own tests.
/// </summary>
public sealed class ShelfServer
{
    public const string AdminPassword = "shelf-admin-canary-4711";

    /// <summary>The host of a server that takes connections and never makes anything.</summary>
    public const string Silent = "silent";

    /// <summary>The host of a server that is not there.</summary>
    public const string Nowhere = "nowhere";

    private int _effects;
    private int _refusals;
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private int _made;
    private int _renewed;
    private int _removed;

    /// <summary>Name of the thing to the mark and the password on it.</summary>
    public ConcurrentDictionary<string, (string Mark, string Password)> Things { get; private init; } = new(StringComparer.Ordinal);

    public bool IsDown { get; set; }

    /// <summary>Awaited before each effect, so that a test can hold the server in the middle.</summary>
    public Func<CancellationToken, Task> BeforeEffect { get; set; } = _ => Task.CompletedTask;

    /// <summary>Carries an effect out, by its verb: a test may do so later, or not at all.</summary>
    public Func<string, Action, CancellationToken, Task> Perform { get; set; } = (_, effect, _) =>
    {
        effect();
        return Task.CompletedTask;
    };

    public int Effects => Volatile.Read(ref _effects);

    /// <summary>How many things came into being, were given another password, and went.</summary>
    public (int Made, int Renewed, int Removed) Counts => (Volatile.Read(ref _made), Volatile.Read(ref _renewed), Volatile.Read(ref _removed));

    /// <summary>How often it was spoken to, with whatever success.</summary>
    public int Calls => _calls.Values.Sum();

    /// <summary>Another way to the same things, with faults and counts of its own.</summary>
    public ShelfServer Another() => new() { Things = Things };

    public int CallsTo(string host) => _calls.GetValueOrDefault(host);

    public int Checks { get; set; }

    /// <summary>What a check says that it could not look at.</summary>
    public IReadOnlyList<CheckFinding> NotChecked { get; set; } = [];

    /// <summary>How often a wrong password was tried.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>How each call was made.</summary>
    public ConcurrentQueue<OutboundConnections> Connections { get; } = new();

    public void Authenticate(ShelfPlan plan)
    {
        Connections.Enqueue(plan.Connections);
        _calls.AddOrUpdate(plan.Host!, 1, (_, count) => count + 1);
        if (IsDown || plan.Host == Nowhere)
        {
            throw new ProvisioningException(FailureKind.Transient, $"The shelf '{plan.Host}' cannot be reached.", "It is tried again.");
        }

        if (plan.Password!.Reveal() != AdminPassword)
        {
            // As with servers that number their failures: no text is like the one before.
            var number = Interlocked.Increment(ref _refusals);
            throw new ProvisioningException(FailureKind.Configuration, $"The shelf refused the password. Failure {number}.", "Correct the plan's Secret.");
        }
    }

    public async Task PutAsync(ShelfPlan plan, string name, string mark, string password, CancellationToken cancellationToken)
    {
        Authenticate(plan);
        if (plan.Host == Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        await BeforeEffect(cancellationToken);
        await Perform(
            "make",
            () =>
            {
                Interlocked.Increment(ref _effects);
                Things.AddOrUpdate(name, _ => Count(ref _made), (_, _) => Count(ref _renewed));
            },
            cancellationToken);

        (string, string) Count(ref int counter)
        {
            Interlocked.Increment(ref counter);
            return (mark, password);
        }
    }

    public async Task RemoveAsync(ShelfPlan plan, string name, CancellationToken cancellationToken)
    {
        Authenticate(plan);
        await BeforeEffect(cancellationToken);
        await Perform(
            "remove",
            () =>
            {
                Interlocked.Increment(ref _effects);
                if (Things.TryRemove(name, out _))
                {
                    Interlocked.Increment(ref _removed);
                }
            },
            cancellationToken);
    }
}
