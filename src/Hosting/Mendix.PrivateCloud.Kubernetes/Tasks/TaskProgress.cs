using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>Knows whether a task has come to its first effect.</summary>
internal sealed class TaskProgress : IEffectObserver
{
    /// <summary>Whether anything may have been changed on the server.</summary>
    public bool HasBegun { get; private set; }

    public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        HasBegun = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
