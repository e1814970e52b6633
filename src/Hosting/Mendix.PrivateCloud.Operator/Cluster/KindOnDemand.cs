using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>Follows a kind that not every cluster has, from the moment on when somebody wants it and the cluster has it.</summary>
/// <remarks>
/// It is asked for once at the start, because something of ours may be there, and then only when somebody wants it. The operator does
/// not wait for it to begin its work: most clusters do not have it, and others do not let the operator see it.
/// </remarks>
internal sealed class KindOnDemand<T>(KubernetesClient client, Informer<T> informer, TimeProvider time)
    where T : class, IKubernetesObject<T>
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestList = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Informer<T> Informer => informer;

    /// <summary>The object, where the kind is followed.</summary>
    public T? Find(string? space, string name) => informer.Find(space, name);

    /// <summary>Whether the cluster has the kind; if so, what there is of it is known afterwards.</summary>
    /// <exception cref="UnmetWishException">The kind is there, and its objects cannot be read.</exception>
    public async Task<bool> IsServedAsync(CancellationToken cancellationToken)
    {
        var isKnown = _served.Task.IsCompleted && informer.Failure is not KubernetesException { IsNotFound: true };
        if (!isKnown && !await client.HasKindAsync<T>(cancellationToken))
        {
            return false;
        }

        _served.TrySetResult();
        try
        {
            await informer.WaitForSyncAsync(cancellationToken).WaitAsync(LongestList, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            throw UnmetWishException.Unseen(T.Definition, informer.Failure);
        }
    }

    /// <summary>Follows the kind until cancelled, once the cluster has it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
            await _served.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        await informer.RunAsync(cancellationToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await client.HasKindAsync<T>(cancellationToken))
                {
                    _served.TrySetResult();
                }

                return;
            }
            catch (KubernetesException)
            {
                await Task.Delay(Retry, time, cancellationToken);
            }
        }
    }
}
