using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Mendix.PrivateCloud.Testing.Packages;

/// <summary>An HTTP server with one package, that does what it is told.</summary>
public sealed class PackageServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PackageServer(WebApplication app) => _app = app;

    public byte[] Content { get; set; } = [];

    public string? ETag { get; set; } = "\"v1\"";

    /// <summary>Answers instead of the package, first for the first request.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Instead { get; } = new();

    /// <summary>Range headers as they came, empty where there was none.</summary>
    public ConcurrentQueue<string> Ranges { get; } = new();

    public int Port => Address.Port;

    public Uri Package => new(Address, "crm.mda?signature=s3cret");

    private Uri Address => new(_app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<PackageServer> StartAsync(byte[] content)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PackageServer(builder.Build()) { Content = content };
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Ranges.Enqueue(context.Request.Headers.Range.ToString());
        await (Instead.TryDequeue(out var instead)
            ? instead(context)
            : Results.Bytes(Content, "application/octet-stream", enableRangeProcessing: true, entityTag: ETag is null ? null : EntityTagHeaderValue.Parse(ETag)).ExecuteAsync(context));
    }
}
