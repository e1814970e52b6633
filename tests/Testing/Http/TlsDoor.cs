using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Testing.Postgres;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>Gives a server that speaks in the clear a second port, with TLS by a certificate of an authority of its own.</summary>
public sealed class TlsDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mxpc-tls-").FullName;
    private readonly X509Certificate2 _certificate;
    private readonly Uri _server;
    private readonly Task _accepting;

    /// <summary>Opens the door.</summary>
    /// <param name="server">The server, with whatever path.</param>
    public TlsDoor(string server)
    {
        _server = new Uri(server);
        Certificates = TestCertificates.Write(_folder);
        _certificate = X509Certificate2.CreateFromPemFile(
            Path.Combine(_folder, TestCertificates.ServerCertificateFile), Path.Combine(_folder, TestCertificates.ServerKeyFile));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What its TLS rests on.</summary>
    public TestCertificates Certificates { get; }

    /// <summary>The server's address through this door.</summary>
    public string Address => new UriBuilder(_server) { Scheme = "https", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.ToString().TrimEnd('/');

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _listener.Dispose();
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                await server.ConnectAsync(IPAddress.Loopback, _server.Port, _stop.Token);
                await Task.WhenAny(tls.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(tls, _stop.Token));
            }
            catch (Exception exception) when (exception is AuthenticationException or SocketException or IOException or OperationCanceledException)
            {
                // The client sees a closed connection.
            }
        }
    }
}
