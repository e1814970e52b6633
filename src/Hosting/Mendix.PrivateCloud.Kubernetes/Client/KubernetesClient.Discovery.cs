using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>Asks the server's version; also the cheapest way to see that it can be reached.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<KubernetesVersion> GetVersionAsync(CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("get", HttpMethod.Get, "version", "version") { Idempotent = true };
        using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = ParseDocument(body);
            return KubernetesVersion.FromJson(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw ObjectReader.Unreadable(request, exception);
        }
    }

    /// <summary>Whether the server has this kind, in this version.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> HasKindAsync<T>(CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<T> => HasKindAsync(T.Definition, cancellationToken);

    /// <summary>Whether the server has a kind, in the version that the definition names.</summary>
    /// <param name="definition">The kind.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> HasKindAsync(ResourceDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var path = definition.Group.Length == 0 ? $"api/{definition.Version}" : $"apis/{definition.Group}/{definition.Version}";
        var request = new ApiRequest("get", HttpMethod.Get, "apiresources", path) { Subject = definition.ApiVersion, Idempotent = true };
        try
        {
            using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            using var document = ParseDocument(body);
            return document.RootElement.TryGetProperty("resources", out var resources)
                && resources.EnumerateArray().Any(resource => resource.TryGetProperty("name", out var name) && name.ValueEquals(definition.Plural));
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return false;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw ObjectReader.Unreadable(request, exception as JsonException ?? new JsonException());
        }
    }

    private static JsonDocument ParseDocument(ResponseBody body)
    {
        var reader = new Utf8JsonReader(body.Span);
        return JsonDocument.ParseValue(ref reader);
    }
}
