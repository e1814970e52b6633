using System.Net;
using Mendix.PrivateCloud.LocalCluster.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Hosting;

/// <summary>Kestrel on the loopback address and nothing around it: no configuration, no environment variables, no routing.</summary>
internal static class WebHost
{
    public static WebApplication Create(int port, ServerCertificate certificate, ApiServer api, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listener =>
            {
                listener.Protocols = HttpProtocols.Http1AndHttp2;
                listener.UseHttps(certificate.Certificate);
            });
        });
        var host = builder.Build();
        host.Run(api.HandleAsync);
        return host;
    }
}
