namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>Ready-made observers.</summary>
public static class EffectObserver
{
    /// <summary>Looks away.</summary>
    public static IEffectObserver None { get; } = new Nobody();

    private sealed class Nobody : IEffectObserver
    {
        public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
