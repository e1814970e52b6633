using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Keeps a process that is not the leader any more from having effects. It is asked right before each of them: a process that
/// was suspended learns of the end of its term only some time after it goes on.
/// </summary>
internal sealed class Leadership
{
    private readonly bool _isElected;
    private volatile LeaderElector? _elector;

    public Leadership(KubernetesClient client, IOptions<OperatorOptions> options)
    {
        _isElected = options.Value.LeaderElection;
        Client = _isElected ? client.OnlyWhile(() => IsHeld) : client;
    }

    /// <summary>For everything that a leader does.</summary>
    public KubernetesClient Client { get; }

    private bool IsHeld => !_isElected || _elector is { IsLeader: true };

    public void DecidedBy(LeaderElector elector) => _elector = elector;

    /// <summary>Watches over the effects on a storage server.</summary>
    public IEffectObserver Guard(IEffectObserver inner) => _isElected ? new Guarding(this, inner) : inner;

    private sealed class Guarding(Leadership leadership, IEffectObserver inner) : IEffectObserver
    {
        public async ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
        {
            await inner.BeforeAsync(effect, cancellationToken);
            if (!leadership.IsHeld)
            {
                throw new KubernetesException("The effect was left out: this process is not the leader any more") { Reason = "NotPermittedNow" };
            }
        }

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => inner.AfterAsync(effect, cancellationToken);
    }
}
