using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>Asks for an object's deletion; while it has finalizers it stays, marked as being deleted.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="namespaceName">The namespace; <see langword="null"/> for a kind of the whole cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="options">Preconditions and propagation. Default none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="false"/> when there is no such object, which is what a repeated deletion finds.</returns>
    /// <exception cref="KubernetesException">
    /// The object has another UID or version than <paramref name="options"/> ask for (<see cref="KubernetesException.IsConflict"/>), or the
    /// call failed.
    /// </exception>
    public async Task<bool> DeleteAsync<T>(
        string? namespaceName, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        options ??= new DeleteOptions();
        var request = RequestFor<T>("delete", HttpMethod.Delete, namespaceName, name) with
        {
            Body = DeleteOptionsWriter.Write(options),
            // Without a UID, a repetition could hit a successor of the same name.
            Idempotent = options.Uid is not null,
        };
        try
        {
            using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>Asks for the deletion of exactly this object: nothing happens to a successor of the same name.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="resource">The object, as read from the server.</param>
    /// <param name="propagation">What becomes of the objects it owns. Default as the kind defines.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="false"/> when it is gone already.</returns>
    /// <exception cref="ArgumentException">The object has no UID.</exception>
    /// <exception cref="KubernetesException">The name belongs to another object (<see cref="KubernetesException.IsConflict"/>), or the call failed.</exception>
    public Task<bool> DeleteAsync<T>(T resource, DeletePropagation? propagation = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T>
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(resource.Metadata.Name);
        ArgumentException.ThrowIfNullOrEmpty(resource.Metadata.Uid);
        var options = new DeleteOptions { Uid = resource.Metadata.Uid, Propagation = propagation };
        return DeleteAsync<T>(resource.Metadata.Namespace, resource.Metadata.Name, options, cancellationToken);
    }
}
