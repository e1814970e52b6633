using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Testing.Effects;

/// <summary>Dies at one of the points around the effects; counts them when it is not to die.</summary>
/// <param name="dieAt">The point: 0 is before the first effect, 1 after it, and so on. Null to watch only.</param>
/// <param name="instead">What happens there; a <see cref="CrashException"/> by default.</param>
public sealed class CrashingObserver(int? dieAt = null, Action? instead = null) : IEffectObserver
{
    /// <summary>How many points were passed.</summary>
    public int Points { get; private set; }

    /// <summary>The effects that were about to be performed, in order.</summary>
    public IList<string> Effects { get; } = [];

    /// <inheritdoc />
    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        Effects.Add(effect.Description);
        return Pass();
    }

    /// <inheritdoc />
    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => Pass();

    private ValueTask Pass()
    {
        if (Points++ == dieAt)
        {
            (instead ?? (() => throw new CrashException()))();
        }

        return ValueTask.CompletedTask;
    }
}
