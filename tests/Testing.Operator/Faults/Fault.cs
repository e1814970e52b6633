using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>Sends a request on to the server.</summary>
public delegate Task<HttpResponseMessage> Forward(CancellationToken cancellationToken);

/// <summary>What becomes of one call in the place of what should.</summary>
/// <param name="Name">Names it in the names of cases.</param>
/// <param name="AnswerAsync">Answers a request, with or without sending it on.</param>
public sealed record Fault(string Name, Func<HttpRequestMessage, Forward, CancellationToken, Task<HttpResponseMessage>> AnswerAsync)
{
    /// <summary>Whatever a server, or somebody in between, may answer to any call.</summary>
    public static IReadOnlyList<Fault> Answers { get; } =
    [
        Status(409, "Conflict"),
        Status(410, "Expired"),
        Status(422, "Invalid"),
        Status(429, "TooManyRequests", retryAfterSeconds: 1),
        Status(500, "InternalError"),
        Status(503, "ServiceUnavailable"),
        new("time-out before", (_, _, token) => SilenceAsync(token)),
        new("time-out after", async (_, forward, token) =>
        {
            (await forward(token)).Dispose();
            return await SilenceAsync(token);
        }),
        new("reset", (_, _, _) => throw Reset()),
        new("reset after", async (_, forward, token) =>
        {
            (await forward(token)).Dispose();
            throw Reset();
        }),
    ];

    public static Fault Status(int code, string reason, int? retryAfterSeconds = null) => new(
        code.ToString(System.Globalization.CultureInfo.InvariantCulture),
        (request, _, _) =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)code)
            {
                RequestMessage = request,
                Content = new StringContent(
                    $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"this failure was injected","reason":"{{reason}}","code":{{code}}}""",
                    Encoding.UTF8,
                    "application/json"),
            };
            if (retryAfterSeconds is { } seconds)
            {
                answer.Headers.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            return Task.FromResult(answer);
        });

    public override string ToString() => Name;

    private static async Task<HttpResponseMessage> SilenceAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Silence has no end.");
    }

    private static HttpRequestException Reset() => new(
        HttpRequestError.Unknown, "An error occurred while sending the request.", new IOException("Connection reset by peer", new SocketException((int)SocketError.ConnectionReset)));
}
