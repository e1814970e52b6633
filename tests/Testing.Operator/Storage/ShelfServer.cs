using System.Collections.Concurrent;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>
/// A storage server that fits into a test's process: named things with an owner and a password. What is under test is
/// the operator, which must not care what a server is; real servers are met in the provisioners' own tests.
/// </summary>
public sealed class ShelfServer
{
    public const string AdminPassword = "shelf-admin-canary-4711";

    private int _effects;
    private int _refusals;

    /// <summary>Name of the thing to the mark and the password on it.</summary>
    public ConcurrentDictionary<string, (string Mark, string Password)> Things { get; } = new(StringComparer.Ordinal);

    public bool IsDown { get; set; }

    /// <summary>Awaited before each effect, so that a test can hold the server in the middle.</summary>
    public Func<CancellationToken, Task> BeforeEffect { get; set; } = _ => Task.CompletedTask;

    public int Effects => Volatile.Read(ref _effects);

    public int Checks { get; set; }

    /// <summary>What a check says that it could not look at.</summary>
    public IReadOnlyList<CheckFinding> NotChecked { get; set; } = [];

    /// <summary>How often a wrong password was tried.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    public void Authenticate(ShelfPlan plan)
    {
        if (IsDown || plan.Host == "nowhere")
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
        await BeforeEffect(cancellationToken);
        Interlocked.Increment(ref _effects);
        Things[name] = (mark, password);
    }

    public async Task RemoveAsync(ShelfPlan plan, string name, CancellationToken cancellationToken)
    {
        Authenticate(plan);
        await BeforeEffect(cancellationToken);
        Interlocked.Increment(ref _effects);
        Things.TryRemove(name, out _);
    }
}
