using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>
/// Stands between driver and Azurite: records each request, and can answer one as Azure would and Azurite does not.
/// Signatures cover no host name, so that they pass.
/// </summary>
internal sealed class BlobProxy : IAsyncDisposable
{
    private readonly HttpClient _azurite = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly WebApplication _server;
    private readonly Uri _target;
    private int _underWay;

    private BlobProxy(Uri target)
    {
        _target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(PassAsync);
    }

    /// <summary>Address of the account's blobs through this proxy.</summary>
    public string Endpoint => _server.Urls.Single() + _target.AbsolutePath;

    /// <summary>What was asked, as <c>METHOD /container?query</c>, without the account and without signatures.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Gives the status and the error code of an answer in place of Azurite's; null to pass the request on.</summary>
    public Func<string, (int Status, string Code)?> Answer { get; set; } = _ => null;

    /// <summary>How long each request is kept before it is passed on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Most requests that were under way at one time.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<BlobProxy> StartAsync(string endpoint)
    {
        var proxy = new BlobProxy(new Uri(endpoint));
        await proxy._server.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _azurite.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        lock (Requests)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_underWay);
        }

        try
        {
            await Task.Delay(Delay, context.RequestAborted);
            await AnswerAsync(context);
        }
        finally
        {
            lock (Requests)
            {
                _underWay--;
            }
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = $"{context.Request.Method} {context.Request.Path.Value![_target.AbsolutePath.Length..]}{context.Request.QueryString}".Split("?sv=")[0];
        Requests.Enqueue(request);
        if (Answer(request) is var (status, code))
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-ms-error-code"] = code;
            return;
        }

        using var copy = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_target, context.Request.GetEncodedPathAndQuery()));
        copy.Content = context.Request.ContentLength is null ? null : new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Connection")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        using var answer = await _azurite.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (context.Request.Method != "HEAD" && context.Response.StatusCode is not (204 or 304))
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
