namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Failures without an answer: no connection, a broken one, or none in time.</summary>
internal static class TransportFailure
{
    public static bool IsOne(Exception exception) => exception is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>Tells the failure; <paramref name="expired"/> is the time limit, if it was that which ended the call.</summary>
    public static KubernetesException Describe(ApiRequest request, Exception exception, TimeSpan? expired) => expired is { } limit
        ? new KubernetesException($"{request.Description} got no answer within {limit.TotalSeconds:0.#} s; whether it was carried out is unknown", exception) { Reason = "Timeout" }
        : new KubernetesException($"{request.Description} got no answer: {Root(exception)}", exception) { Reason = "ConnectionFailed" };

    private static string Root(Exception exception)
    {
        // The outer messages of HttpClient say that something failed, the innermost one says what.
        var root = exception.GetBaseException();
        return ReferenceEquals(root, exception) ? exception.Message : $"{exception.Message} ({root.Message})";
    }
}
