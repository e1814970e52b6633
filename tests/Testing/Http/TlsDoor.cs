using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Testing.Postgres;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>Gives a server that speaks in the clear a second port, with TLS by a certificate of an authority of its own.</summary>
public sealed class TlsDoor : TcpRelay
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mxpc-tls-").FullName;
    private readonly X509Certificate2 _certificate;
    private readonly Uri _server;

    /// <summary>Opens the door.</summary>
    /// <param name="server">The server, with whatever path.</param>
    public TlsDoor(string server)
    {
        _server = new Uri(server);
        Certificates = TestCertificates.Write(_folder);
        _certificate = X509Certificate2.CreateFromPemFile(
            Path.Combine(_folder, TestCertificates.ServerCertificateFile), Path.Combine(_folder, TestCertificates.ServerKeyFile));
        Start();
    }

    /// <summary>What its TLS rests on.</summary>
    public TestCertificates Certificates { get; }

    /// <summary>The server's address through this door.</summary>
    public string Address => new UriBuilder(_server) { Scheme = "https", Port = Port }.Uri.ToString().TrimEnd('/');

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <inheritdoc />
    protected override async Task PassAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken)
    {
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellationToken);
        await server.ConnectAsync(IPAddress.Loopback, _server.Port, cancellationToken);
        await Task.WhenAny(tls.CopyToAsync(server.GetStream(), cancellationToken), server.GetStream().CopyToAsync(tls, cancellationToken));
    }
}
