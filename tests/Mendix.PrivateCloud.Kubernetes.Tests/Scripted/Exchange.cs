using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

/// <summary>One call and its answer.</summary>
internal sealed class Exchange(HttpRequestMessage request, string body)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpMethod Method { get; } = request.Method;

    public string PathAndQuery { get; } = request.RequestUri!.PathAndQuery;

    public HttpRequestHeaders Headers { get; } = request.Headers;

    public string? ContentType { get; } = request.Content?.Headers.ContentType?.MediaType;

    public string Body { get; } = body;

    public Task<HttpResponseMessage> Answer => _answer.Task;

    public void Json(string json, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        _answer.SetResult(response);
    }

    public void Status(HttpStatusCode status, string reason, string message = "as scripted", string? retryAfter = null) =>
        Json($$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{(int)status}}}""", status, retryAfter);

    public void Fail(Exception exception) => _answer.SetException(exception);

    /// <summary>Begins an answer that the test goes on writing.</summary>
    public ScriptedStream Stream()
    {
        var stream = new ScriptedStream();
        _answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream.ReaderSide) });
        return stream;
    }
}
