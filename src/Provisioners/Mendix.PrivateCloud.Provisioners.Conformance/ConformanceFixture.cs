using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>
/// What the kit has to know of a type: how it is registered, a plan that works, and how to look at the real server
/// past the provisioner. Derive it once, and let the assembly share it:
/// <c>[assembly: AssemblyFixture(typeof(MyFixture))]</c>.
/// </summary>
/// <remarks>
/// The tests of the kit run one after another. Nobody else may change what <see cref="InventoryAsync"/> lists meanwhile,
/// so give the fixture a server, or a part of one, to itself.
/// </remarks>
public abstract partial class ConformanceFixture : IAsyncLifetime
{
    private readonly Dictionary<ConformanceTopic, string> _exemptions = [];

    /// <summary>Why the server cannot be had; null, the default, when it can. All tests that need it are skipped with that reason.</summary>
    public virtual string? SkipReason => null;

    /// <summary>A plan that works, with secrets of at least 8 characters that stand nowhere else in it: the kit searches for them.</summary>
    public abstract PlanValues Plan { get; }

    /// <summary>The type to test; null, the default, where <see cref="Register"/> registers one only.</summary>
    public virtual string? ProvisionerType => null;

    /// <summary>What the type lacks, with the reason.</summary>
    public IReadOnlyDictionary<ConformanceTopic, string> Exemptions => _exemptions;

    /// <summary>Registers the provisioner as a host does: <c>builder.AddMyStorage()</c>. Called for every new life of a process.</summary>
    public abstract void Register(IPrivateCloudBuilder builder);

    /// <summary>
    /// Everything on the server that a tenant could leave or change, one line each: things, their marks, their settings,
    /// who has which right on them. No content, no random values, no secrets. Looked at as the server's administrator.
    /// </summary>
    public abstract Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken);

    /// <summary>Starts the server, or finds out that it cannot be had. Called once.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Stops the server. Called once.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Declares what the type lacks. Call it in the constructor.</summary>
    /// <param name="reason">Why, as a sentence for whoever reads which tests were skipped.</param>
    /// <param name="topics">What it lacks.</param>
    protected void Exempt(string reason, params IReadOnlyList<ConformanceTopic> topics)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentNullException.ThrowIfNull(topics);
        foreach (var topic in topics)
        {
            _exemptions[topic] = reason;
        }
    }

    private InvalidOperationException Undeclared(string member, ConformanceTopic topic) => new(
        $"{GetType().Name} says nothing of {topic}. Override {member} there, or, if the type has no such thing, " +
        $"call Exempt(\"<the reason>\", ConformanceTopic.{topic}) in its constructor.");
}
