using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>
/// A proxy for http and https. Whatever host is asked for, it connects to that port of 127.0.0.1, so that names which nobody else knows
/// lead somewhere through it and nowhere without it.
/// </summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Begins to listen.</summary>
    public ForwardProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it is.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What each connection began with: method and target, such as <c>CONNECT server.test:443</c>, without a query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _listener.Dispose();
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
                var head = await ReadHeadAsync(client.GetStream());
                var words = Encoding.ASCII.GetString(head).Split(' ', 3);
                Requests.Enqueue($"{words[0]} {words[1].Split('?')[0]}");
                var isTunnel = words[0] == "CONNECT";
                var target = new Uri(isTunnel ? $"http://{words[1]}" : words[1]);
                await server.ConnectAsync(IPAddress.Loopback, target.Port, _stop.Token);
                await (isTunnel
                    ? client.GetStream().WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray(), _stop.Token)
                    : server.GetStream().WriteAsync(head, _stop.Token));
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _stop.Token),
                    server.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
            }
            catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
            {
                // The client sees a closed connection.
            }
        }
    }

    // Up to the empty line, and no byte of what follows it.
    private async Task<byte[]> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (!head[Math.Max(0, head.Count - 4)..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(next, _stop.Token);
            head.Add(next[0]);
        }

        return [.. head];
    }
}
