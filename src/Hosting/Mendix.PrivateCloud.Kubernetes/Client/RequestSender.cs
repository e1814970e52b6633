using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Sends one call: time limit per attempt, repetition where that is safe, answers and failures in our own words.</summary>
internal sealed partial class RequestSender(HttpClient http, TimeSpan timeout, RetryPolicy retries, TimeProvider time, ILogger logger, Func<bool>? mayWrite = null)
{
    private readonly Uri _server = HttpClientFactory.AsFolder(http.BaseAddress!);

    public TimeProvider Time => time;

    public RequestSender OnlyWhile(Func<bool> mayWrite) => new(http, timeout, retries, time, logger, mayWrite);

    /// <summary>The whole answer of a call; the caller disposes of it.</summary>
    public Task<ResponseBody> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        RepeatAsync(request, SendOnceAsync, cancellationToken);

    /// <summary>An answer that goes on; the caller reads and disposes of it. Only the time until it begins is limited.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken) =>
        RepeatAsync(request, OpenOnceAsync, cancellationToken);

    private async Task<TResult> RepeatAsync<TResult>(
        ApiRequest request, Func<ApiRequest, CancellationToken, Task<TResult>> attempt, CancellationToken cancellationToken)
    {
        for (var attempts = 0; ; attempts++)
        {
            // At each attempt: between two of them a process may have slept through the end of its term.
            if (mayWrite?.Invoke() == false && request.Method != HttpMethod.Get)
            {
                throw new KubernetesException($"{request.Description} was not sent, because it may not be any more") { Reason = "NotPermittedNow" };
            }

            TimeSpan delay;
            try
            {
                return await attempt(request, cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesException failure) when (retries.ShouldRetry(request, failure, attempts, out delay))
            {
                LogRetry(logger, request.Description, (int?)failure.StatusCode ?? 0, delay);
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ResponseBody> SendOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = new AttemptLimit(timeout, time, cancellationToken);
        var started = time.GetTimestamp();
        var status = 0;
        try
        {
            using var message = request.ToMessage(http, _server);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            var body = await ResponseBody.ReadAsync(response, limit.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return body;
            }

            using (body)
            {
                throw StatusReader.ToException(request, response.StatusCode, body.Span, RetryAfter(response));
            }
        }
        catch (Exception exception) when (TransportFailure.IsOne(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Describe(request, exception, limit.Expired ? timeout : null);
        }
        finally
        {
            KubernetesMetrics.RecordRequest(request.Verb, request.Kind, status, time.GetElapsedTime(started));
        }
    }

    private async Task<HttpResponseMessage> OpenOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = new AttemptLimit(timeout, time, cancellationToken);
        var started = time.GetTimestamp();
        var status = 0;
        HttpResponseMessage? response = null;
        try
        {
            using var message = request.ToMessage(http, _server);
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            using (var body = await ResponseBody.ReadAsync(response, limit.Token).ConfigureAwait(false))
            {
                throw StatusReader.ToException(request, response.StatusCode, body.Span, RetryAfter(response));
            }
        }
        catch (Exception exception) when (TransportFailure.IsOne(exception))
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Describe(request, exception, limit.Expired ? timeout : null);
        }
        finally
        {
            KubernetesMetrics.RecordRequest(request.Verb, request.Kind, status, time.GetElapsedTime(started));
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        RetryConditionHeaderValue { Delta: { } delta } => delta,
        RetryConditionHeaderValue { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        RetryConditionHeaderValue { Date: not null } => TimeSpan.Zero,
        _ => null,
    };
}
