using System.Net;
using System.Net.Sockets;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>Listens on a port of 127.0.0.1 and passes each connection on in a way of its own.</summary>
public abstract class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>Where it listens, once it does.</summary>
    protected int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Stops listening and closes what is open.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _listener.Dispose();
    }

    /// <summary>Begins to listen. To be called when what <see cref="PassAsync"/> needs is there.</summary>
    protected void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Passes one connection on. Whatever a network throws closes both ends.</summary>
    /// <param name="client">Who connected.</param>
    /// <param name="server">To be connected.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected abstract Task PassAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await PassAsync(client, server, _stop.Token);
            }
            catch (Exception exception) when (exception is System.Security.Authentication.AuthenticationException or SocketException or IOException or OperationCanceledException)
            {
                // The other side sees a closed connection, as it would without us.
            }
        }
    }
}
