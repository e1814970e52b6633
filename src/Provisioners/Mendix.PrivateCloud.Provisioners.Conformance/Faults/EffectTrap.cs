using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Faults;

/// <summary>
/// Watches the effects of a verb and lets it fail once, at one of the points around them: point 0 is before the first
/// effect, 1 after it, 2 before the second, and so on.
/// </summary>
/// <param name="point">Where; null to watch only.</param>
/// <param name="spring">What happens there, usually an exception.</param>
internal sealed class EffectTrap(int? point = null, Action? spring = null) : IEffectObserver
{
    private readonly List<EffectNotice> _effects = [];
    private int _points;

    /// <summary>The effects that were about to be performed, in order.</summary>
    public IReadOnlyList<EffectNotice> Effects => _effects;

    /// <summary>How many points there were.</summary>
    public int Points => _points;

    /// <summary>Whether the verb came to the point.</summary>
    public bool HasSprung { get; private set; }

    /// <summary>The point in words.</summary>
    public string Place => point is null ? "nowhere"
        : $"{(point % 2 == 0 ? "before" : "after")} effect {(point / 2) + 1}{(_effects.Count > point / 2 ? $" ({_effects[point.Value / 2].Description})" : "")}";

    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        _effects.Add(effect);
        return Pass();
    }

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => Pass();

    private ValueTask Pass()
    {
        if (_points++ == point)
        {
            HasSprung = true;
            spring?.Invoke();
        }

        return ValueTask.CompletedTask;
    }
}
