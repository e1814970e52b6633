namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>A disturbance that takes the place of an answer.</summary>
public sealed record LocalFault
{
    private LocalFault(int? statusCode, string reason, string message, TimeSpan? retryAfter)
    {
        StatusCode = statusCode;
        Reason = reason;
        Message = message;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status; null when the connection is dropped without an answer.</summary>
    public int? StatusCode { get; }

    /// <summary>The reason in the <c>Status</c> body, for instance <c>TooManyRequests</c>.</summary>
    public string Reason { get; }

    /// <summary>The message in the <c>Status</c> body.</summary>
    public string Message { get; }

    /// <summary>When set, the answer has a <c>Retry-After</c> header of so many seconds, rounded up.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Drops the connection: the client cannot know whether its request had an effect.</summary>
    public static LocalFault DroppedConnection { get; } = new(null, "", "", null);

    /// <summary>Answers with a Kubernetes <c>Status</c>.</summary>
    /// <param name="statusCode">HTTP status, 400 to 599.</param>
    /// <param name="reason">The machine-readable reason.</param>
    /// <param name="message">What people read; a sentence of our own when null.</param>
    /// <param name="retryAfter">A pause that the client is asked to make; none when null.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is no failure.</exception>
    public static LocalFault Status(int statusCode, string reason, string? message = null, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        ArgumentNullException.ThrowIfNull(reason);
        return new LocalFault(statusCode, reason, message ?? "this failure was injected", retryAfter);
    }
}
