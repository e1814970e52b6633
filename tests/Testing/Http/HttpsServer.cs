using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>A server with TLS on 127.0.0.1, whose certificate is signed by an authority of its own.</summary>
public sealed class HttpsServer : IAsyncDisposable
{
    /// <summary>A name that its certificate is for too, and that only a <see cref="ForwardProxy"/> knows.</summary>
    public const string Name = "server.test";

    private readonly WebApplication _app;
    private readonly string _folder;

    private HttpsServer(WebApplication app, string folder, TestCertificates certificates) => (_app, _folder, Certificates) = (app, folder, certificates);

    /// <summary>What its TLS rests on.</summary>
    public TestCertificates Certificates { get; }

    /// <summary>Where it is.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers each request; by default with <c>hello</c>.</param>
    public static async Task<HttpsServer> StartAsync(RequestDelegate? answer = null)
    {
        var folder = Directory.CreateTempSubdirectory("mxpc-https-").FullName;
        var certificates = TestCertificates.Write(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(
            Path.Combine(folder, TestCertificates.ServerCertificateFile), Path.Combine(folder, TestCertificates.ServerKeyFile)))));
        var server = new HttpsServer(builder.Build(), folder, certificates);
        server._app.Run(answer ?? (context => context.Response.WriteAsync("hello")));
        await server._app.StartAsync();
        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
