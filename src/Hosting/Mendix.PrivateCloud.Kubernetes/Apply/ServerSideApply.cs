using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Applies desired objects under one field manager, and sends nothing when the observed object holds all of it already: whoever applies
/// the same again writes nothing.
/// </summary>
/// <remarks>
/// Foreign fields stay. A field that this manager set before and does not set now goes. Conflicts with other managers are won
/// (<see cref="ApplyOptions.Force"/>): two controllers must not want different values for one field.
/// </remarks>
public sealed class ServerSideApply
{
    private readonly KubernetesClient _client;

    /// <summary>Applies through a client under a name.</summary>
    /// <param name="client">The client.</param>
    /// <param name="fieldManager">The name, at most 128 printable characters. It must never change: what another name set stays for ever.</param>
    public ServerSideApply(KubernetesClient client, string fieldManager)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(fieldManager);
        _client = client;
        FieldManager = fieldManager;
    }

    /// <summary>The name under which fields are owned.</summary>
    public string FieldManager { get; }

    /// <summary>Applies an object, without its status, if it differs from what was observed.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="desired">All fields that this manager wants, and no others; with name and namespace.</param>
    /// <param name="observed">
    /// The object as it was seen last, for instance by an informer, with this manager's managed fields; <see langword="null"/> if there was
    /// none.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">A Secret with <c>stringData</c>: the server never shows it again. Use <c>data</c>.</exception>
    /// <exception cref="KubernetesException">The call failed.</exception>
    public Task<ApplyResult<T>> ApplyIfChangedAsync<T>(T desired, T? observed, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T> => ApplyAsync(desired, observed, null, cancellationToken);

    /// <summary>Applies an object's status, and nothing else of it, if it differs from what was observed. The object must exist.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="desired">The status that this manager wants; with name and namespace, and with the UID if no successor may get it.</param>
    /// <param name="observed">The object as it was seen last; <see langword="null"/> sends always.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="KubernetesException">The object is gone (<see cref="KubernetesException.IsNotFound"/>), or the call failed.</exception>
    public Task<ApplyResult<T>> ApplyStatusIfChangedAsync<T>(T desired, T? observed, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T> => ApplyAsync(desired, observed, "status", cancellationToken);

    private async Task<ApplyResult<T>> ApplyAsync<T>(T desired, T? observed, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        ArgumentNullException.ThrowIfNull(desired);
        if (desired is Secret { StringData: not null })
        {
            throw new ArgumentException("stringData cannot be compared with what the server holds. Put the bytes into data.", nameof(desired));
        }

        var difference = observed is null ? null : ApplyDifference.Find(desired, observed, FieldManager, subresource);
        if (observed is not null && difference is null)
        {
            return new ApplyResult<T>(ApplyOutcome.Unchanged, observed, null);
        }

        var options = new ApplyOptions { FieldManager = FieldManager, Force = true, Subresource = subresource };
        var applied = await _client.ApplyAsync(desired, options, cancellationToken).ConfigureAwait(false);
        return new ApplyResult<T>(ApplyOutcome.Applied, applied, difference)
        {
            Overruled = ApplyDifference.Find(desired, applied, FieldManager, subresource),
        };
    }
}
