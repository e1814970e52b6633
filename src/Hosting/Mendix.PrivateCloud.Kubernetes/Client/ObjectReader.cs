using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One object from an answer.</summary>
internal static class ObjectReader
{
    public static T Read<T>(ApiRequest request, ReadOnlySpan<byte> json)
        where T : class, IKubernetesObject<T>
    {
        try
        {
            return JsonSerializer.Deserialize(json, T.TypeInfo) ?? throw new JsonException("null instead of an object");
        }
        catch (JsonException exception)
        {
            throw Unreadable(request, exception);
        }
    }

    public static KubernetesException Unreadable(ApiRequest request, JsonException exception)
    {
        // The exception's own message may quote the value; its path does not.
        var place = exception.Path is null ? "" : $" at {exception.Path}";
        return new KubernetesException($"{request.Description} was answered with something that is not a {request.Kind} object{place}")
        {
            StatusCode = System.Net.HttpStatusCode.UnprocessableEntity,
            Reason = "UnreadableAnswer",
        };
    }
}
