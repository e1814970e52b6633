namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>Told of every effect on a server. A host shows progress with it; the conformance kit crashes with it.</summary>
public interface IEffectObserver
{
    /// <summary>The effect is about to be performed. An exception from here stops the verb before it and reaches its caller as it is.</summary>
    ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken);

    /// <summary>The effect was performed. An exception from here stops the verb after it and reaches its caller as it is.</summary>
    ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken);
}
