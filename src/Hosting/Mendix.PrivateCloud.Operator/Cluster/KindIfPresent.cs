using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>Follows a kind that not every cluster has: until it is there, nothing of it is known and nobody waits for it.</summary>
internal sealed class KindIfPresent<T>(KubernetesClient client, Informer<T> informer, TimeProvider time)
    where T : class, IKubernetesObject<T>
{
    // A definition that is installed while the operator runs need not be noticed at once.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _isAbsent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Informer<T> Informer => informer;

    /// <summary>Whether the cluster has the kind, and all objects of it are known.</summary>
    public bool IsKnown => informer.HasSynced;

    public T? Find(string? space, string name) => informer.Find(space, name);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (await client.HasKindAsync<T>(cancellationToken))
                {
                    await informer.RunAsync(cancellationToken);
                    return;
                }

                _isAbsent.TrySetResult();
            }
            catch (KubernetesException)
            {
                // The informers of the other kinds tell that the cluster cannot be asked.
                pause = PauseAfterFailure;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until all objects are known, or that there is no such kind.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(_isAbsent.Task, informer.WaitForSyncAsync(cancellationToken)).Unwrap();
}
