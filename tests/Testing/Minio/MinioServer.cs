using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Testing.Minio.Admin;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;
using Mendix.PrivateCloud.Testing.Minio.S3;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Testing.Minio;

/// <summary>
/// Stands in for a MinIO server in this process, as far as provisioning goes and MinIO's own client notices: users,
/// policies that are enforced, buckets, objects, versions. Everything is in memory. Where it and a real server differ, the
/// real one is right.
/// </summary>
public sealed class MinioServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MinioServerOptions _options;
    private readonly Identities _identities;
    private readonly AdminApi _admin;
    private readonly S3Api _s3;
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private int _current;
    private int _most;

    private MinioServer(MinioServerOptions options, string? folder, WebApplication app)
    {
        (_options, _app, Folder) = (options, app, folder);
        _identities = new Identities(RootUser, RootPassword);
        _s3 = new S3Api(_identities, options);
        _admin = new AdminApi(_identities, options, () => _s3.Buckets.Keys);
    }

    /// <summary>The access key of the account that may do everything.</summary>
    public string RootUser { get; } = "minioroot";

    /// <summary>Its secret key.</summary>
    public string RootPassword { get; } = RandomNumberGenerator.GetHexString(24);

    /// <summary>Where it listens, as a URL. A certificate is for this address only, not for <c>localhost</c>.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>What its TLS rests on; null when it has none.</summary>
    public TestCertificates? Certificates { get; private set; }

    /// <summary>What was asked so far: method and target of each request.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Most requests that were under way at a time.</summary>
    public int MostAtOnce => _most;

    /// <summary>Decides about a request before it is looked at: an HTTP status to answer with; null to go on. For planting faults.</summary>
    public Func<string, int?> Fault { get; set; } = _ => null;

    private string? Folder { get; }

    /// <summary>Starts a server on a free loopback port.</summary>
    public static async Task<MinioServer> StartAsync(MinioServerOptions? options = null)
    {
        options ??= new MinioServerOptions();
        var folder = options.Tls ? Directory.CreateTempSubdirectory("mxpc-minio-").FullName : null;
        var certificates = folder is null ? null : TestCertificates.Write(folder);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificates is not null)
                {
                    listen.UseHttps(X509Certificate2.CreateFromPemFile(Path.Combine(folder!, TestCertificates.ServerCertificateFile), Path.Combine(folder!, TestCertificates.ServerKeyFile)));
                }
            });
        });
        if (options.Tls)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var server = new MinioServer(options, folder, builder.Build()) { Certificates = certificates };
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Endpoint = address.TrimEnd('/');
        return server;
    }

    /// <summary>Forgets which requests there were.</summary>
    public void ForgetRequests()
    {
        _requests.Clear();
        _most = 0;
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (Folder is not null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        var count = Interlocked.Increment(ref _current);
        try
        {
            lock (_lock)
            {
                _most = Math.Max(_most, count);
            }

            var request = await ReadAsync(context);
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            _requests.Enqueue($"{request.Method} {target}");
            var reply = Fault($"{request.Method} {target}") is { } status ? new MinioReply(status, []) : Answer(request);
            await WriteAsync(context, request, reply);
        }
        finally
        {
            Interlocked.Decrement(ref _current);
        }
    }

    private MinioReply Answer(MinioRequest request)
    {
        var isAdmin = request.Path.StartsWith("/minio/admin/", StringComparison.Ordinal) && !_options.IsWithoutAdminApi;
        try
        {
            if (request.Path.StartsWith("/minio/health/", StringComparison.Ordinal))
            {
                return MinioReply.Empty();
            }

            lock (_lock)
            {
                var (identity, region) = SignatureVerifier.Verify(request, _identities);
                if (!isAdmin && _options.Region is not null && region != _options.Region && !request.Has("location"))
                {
                    throw new MinioException(400, "AuthorizationHeaderMalformed", $"The authorization header is malformed; the region is wrong; expecting '{_options.Region}'.") { Region = _options.Region };
                }

                request = request with { Body = RequestBody.Content(request) };
                return isAdmin ? _admin.Handle(request, identity) : _s3.Handle(request, identity);
            }
        }
        catch (MinioException exception)
        {
            return isAdmin && exception.Code != "RequestTimeTooSkewed" ? exception.Json() : exception.Xml(request.Path);
        }
    }

    private static async Task<MinioRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        return new MinioRequest(
            context.Request.Method,
            Uri.UnescapeDataString(target[0]),
            context.Request.Query.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString(), StringComparer.Ordinal),
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal),
            body.ToArray());
    }

    private static async Task WriteAsync(HttpContext context, MinioRequest request, MinioReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.Headers.Server = "MinIO";
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (request.Method == "HEAD")
        {
            context.Response.ContentLength = reply.Status == 200 ? reply.Body.Length : 0;
        }
        else if (reply.Status != 204)
        {
            context.Response.ContentLength = reply.Body.Length;
            await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
        }
    }
}
