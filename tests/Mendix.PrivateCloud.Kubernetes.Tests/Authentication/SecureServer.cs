using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Authentication;

/// <summary>A server with TLS that answers <c>/version</c> with who asked, and how; it takes one bearer token, which the test may change.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    private readonly WebApplication _host;

    private SecureServer(WebApplication host) => _host = host;

    public Uri Address { get; private set; } = null!;

    public string? ExpectedToken { get; set; }

    public int Refused { get; private set; }

    public static async Task<SecureServer> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        var server = new SecureServer(builder.Build());
        server._host.Run(server.AnswerAsync);
        await server._host.StartAsync(TestContext.Current.CancellationToken);
        var address = server._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new Uri(address);
        return server;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (ExpectedToken is not null && context.Request.Headers.Authorization != $"Bearer {ExpectedToken}")
        {
            Refused++;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("{}");
            return;
        }

        var certificate = await context.Connection.GetClientCertificateAsync();
        await context.Response.WriteAsync(
            $$"""{"major":"{{context.Request.Protocol}}","minor":"{{certificate?.Subject ?? "anonymous"}}","gitVersion":"{{context.Request.Headers.Authorization}}"}""");
    }
}
