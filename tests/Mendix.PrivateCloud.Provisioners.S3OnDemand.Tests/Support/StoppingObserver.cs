using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Testing.Effects;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>Dies after the first effect that it is told to die after.</summary>
internal sealed class StoppingObserver(Func<string, bool> isLast) : IEffectObserver
{
    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) =>
        isLast(effect.Description) ? throw new CrashException() : ValueTask.CompletedTask;
}
