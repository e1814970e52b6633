using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Support;

/// <summary>Gives out the tokens that a real registry verifies: what the user may do, signed with a key that the registry trusts.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Identity = "identity-t0ken";
    private const string Service = "test registry";
    private const string Issuer = "test tokens";

    private static readonly string Login = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RegistryServer.UserName}:{RegistryServer.Password}"));

    private readonly WebApplication _app;
    private readonly ECDsa _key;
    private readonly X509Certificate2 _certificate;
    private readonly string _certificateFile;

    private TokenServer(WebApplication app, string folder)
    {
        _app = app;
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _certificate = new CertificateRequest("CN=test tokens", _key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificateFile = Path.Combine(folder, "tokens.crt");
        File.WriteAllText(_certificateFile, _certificate.ExportCertificatePem());
        _app.MapGet("/token", (HttpContext context) => Answer(
            context.Request.Headers.Authorization == Login, context.Request.Query["scope"].ToString(), [.. context.Request.Query["scope"]!]));
        _app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            return Answer(form["grant_type"] == "refresh_token" && form["refresh_token"] == Identity, form["scope"]!, form["scope"].ToString().Split(' '));
        });
    }

    /// <summary>The scopes of each token that was given out.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What a registry's configuration says to trust this server.</summary>
    public string RegistrySettings => $"""
        auth:
          token:
            realm: {_app.Urls.First()}/token
            service: {Service}
            issuer: {Issuer}
            rootcertbundle: {_certificateFile}

        """;

    public static async Task<TokenServer> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new TokenServer(builder.Build(), folder);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private IResult Answer(bool isKnown, string asked, IReadOnlyList<string> scopes)
    {
        if (!isKnown)
        {
            return Results.Unauthorized();
        }

        Asked.Enqueue(asked.Replace(",repository:", " repository:", StringComparison.Ordinal));
        return Results.Text(JsonSerializer.Serialize(new { token = Token(scopes) }), "application/json");
    }

    private string Token(IReadOnlyList<string> scopes)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var access = scopes.Select(scope => scope.Split(':')).Where(parts => parts.Length == 3)
            .Select(parts => new { type = parts[0], name = parts[1], actions = parts[2].Split(',') });
        var text = $"{Part(new { typ = "JWT", alg = "ES256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } })}.{Part(new
        {
            iss = Issuer,
            sub = RegistryServer.UserName,
            aud = Service,
            exp = now + 300,
            nbf = now - 10,
            iat = now,
            jti = Guid.NewGuid().ToString(),
            access,
        })}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
