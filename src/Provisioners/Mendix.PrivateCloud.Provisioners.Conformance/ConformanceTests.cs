using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>Base of the kit's classes. Derive from those, one line each; a class that you forget is a failing test.</summary>
/// <typeparam name="TFixture">What the kit has to know of the type.</typeparam>
/// <param name="fixture">Shared by the whole assembly.</param>
[Collection("Conformance of provisioners")]
public abstract class ConformanceTests<TFixture>(TFixture fixture)
    where TFixture : ConformanceFixture
{
    /// <summary>What the kit has to know of the type.</summary>
    protected TFixture Fixture { get; } = fixture;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All classes of the kit are derived for this fixture.</summary>
    [Fact]
    public void Every_class_of_the_kit_is_derived()
    {
        var missing = Kit.Missing(typeof(TFixture), GetType().Assembly);
        if (missing.Count > 0)
        {
            Broken.Contract(
                "a provisioner's tests derive every class of the kit.",
                $"nothing public derives from {string.Join(", ", missing.Select(Kit.NameOf))}.",
                $"Add these lines:\n{string.Join('\n', missing.Select(type => Kit.LineFor(type, typeof(TFixture))))}");
        }
    }

    /// <summary>Begins a test on the server, or skips it.</summary>
    private protected async Task<Scenario> StartAsync(params IReadOnlyList<ConformanceTopic> needs)
    {
        foreach (var topic in needs)
        {
            if (Fixture.Exemptions.TryGetValue(topic, out var reason))
            {
                Assert.Skip($"{topic}: {reason}");
            }
        }

        if (Fixture.SkipReason is { } unavailable)
        {
            Assert.Skip(unavailable);
        }

        return await Scenario.StartAsync(Fixture, Cancellation);
    }

    private protected bool Has(ConformanceTopic topic) => !Fixture.Exemptions.ContainsKey(topic);
}
