using System.Net;
using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Turns a refused call's answer, a <c>Status</c> object or whatever a proxy sent instead, into an exception.</summary>
internal static class StatusReader
{
    private const int MaxForeignText = 200;

    /// <param name="request">The call.</param>
    /// <param name="statusCode">The HTTP status; <see langword="null"/> for an error inside a watch stream, where the body tells.</param>
    /// <param name="body">What came.</param>
    /// <param name="retryAfter">The header's wish, if any.</param>
    public static KubernetesException ToException(ApiRequest request, HttpStatusCode? statusCode, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var status = TryParse(body);
        var code = statusCode ?? (HttpStatusCode)(status?.Code ?? (int)HttpStatusCode.InternalServerError);
        var misfit = IsMisfit(code, status);
        var reason = misfit ? KubernetesException.Invalid : string.IsNullOrEmpty(status?.Reason) ? code.ToString() : status.Reason;
        var text = status is null ? Printable(body) : status.Message;
        IReadOnlyList<StatusCause> causes = status?.Details?.Causes ?? [];
        if (request.Confidential && (misfit || code is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity))
        {
            text = $"the server's words are left out, because they may quote the content of the {request.Kind}";
            causes = [.. causes.Select(cause => new StatusCause { Field = cause.Field, Reason = cause.Reason })];
        }

        return new KubernetesException($"{request.Description} failed: {(int)code} {reason}{(string.IsNullOrEmpty(text) ? "" : $": {text}")}")
        {
            StatusCode = code,
            Reason = reason,
            Causes = causes,
            RetryAfter = retryAfter ?? (status?.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null),
        };
    }

    /// <summary>
    /// An applied object that does not fit the server's schema, for instance that of an older CustomResourceDefinition, is answered with
    /// a plain 500. No repetition can help.
    /// </summary>
    private static bool IsMisfit(HttpStatusCode code, Status? status) =>
        code == HttpStatusCode.InternalServerError && string.IsNullOrEmpty(status?.Reason)
        && status?.Message?.StartsWith("failed to create typed patch object", StringComparison.Ordinal) == true;

    private static Status? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            var status = JsonSerializer.Deserialize(body, KubernetesJson.Default.Status);
            return status?.Kind == "Status" ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Printable(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxForeignText)]);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
