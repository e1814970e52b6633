using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A call to the Kubernetes API that did not succeed. The message names the call, the object and the server's reason.</summary>
/// <remarks>Never holds a token, a certificate or a request body.</remarks>
public class KubernetesException : Exception
{
    internal const string Invalid = "Invalid";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The call, the object it was for, and why it failed.</param>
    /// <param name="innerException">The transport's exception, if any.</param>
    public KubernetesException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status, or the code of an error object inside a watch stream; <see langword="null"/> when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The machine-readable reason of the <c>Status</c> object, such as <c>NotFound</c>, <c>Conflict</c> or <c>Invalid</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The fields that the server refused, with its words for each; empty when it named none.</summary>
    public IReadOnlyList<StatusCause> Causes { get; init; } = [];

    /// <summary>How long the server asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The object, kind or sub-resource does not exist (404).</summary>
    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    /// <summary>The object changed meanwhile, a precondition did not hold, or another manager owns a field (409).</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && Reason != "AlreadyExists";

    /// <summary>An object of this name exists already (409).</summary>
    public bool IsAlreadyExists => StatusCode == HttpStatusCode.Conflict && Reason == "AlreadyExists";

    /// <summary>The account may not do this (403), or is not known (401).</summary>
    public bool IsForbidden => StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;

    /// <summary>
    /// The server refused the object's content (400, 422, or 500 for an applied object that does not fit the schema): repeating the call
    /// unchanged cannot help.
    /// </summary>
    public bool IsInvalid => StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity || Reason == Invalid;

    /// <summary>The resource version, or the list's continue token, is too old to go on from (410): list again.</summary>
    public bool IsExpired => StatusCode == HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    /// <summary>No answer came, or one that says "later" (429, 5xx): the same call may succeed in a moment.</summary>
    public bool IsTransient => StatusCode is null or HttpStatusCode.TooManyRequests || ((int)StatusCode >= 500 && !IsInvalid);
}
