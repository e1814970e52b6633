using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>Dies at one of the points around the effects; counts them when it is not to die.</summary>
internal sealed class CrashingObserver(int? dieAt = null, Action? instead = null) : IEffectObserver
{
    public int Points { get; private set; }

    public List<string> Effects { get; } = [];

    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        Effects.Add(effect.Description);
        return Pass();
    }

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => Pass();

    private ValueTask Pass()
    {
        if (Points++ == dieAt)
        {
            (instead ?? (() => throw new CrashException()))();
        }

        return ValueTask.CompletedTask;
    }

    internal sealed class CrashException() : Exception("The process died here.");
}
