using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mendix.PrivateCloud.Testing.Http;

/// <summary>
/// A proxy for http and https. Whatever host is asked for, it connects to that port of 127.0.0.1, so that names which nobody else knows
/// lead somewhere through it and nowhere without it.
/// </summary>
public sealed class ForwardProxy : TcpRelay
{
    /// <summary>Begins to listen.</summary>
    public ForwardProxy() => Start();

    /// <summary>Where it is.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>What each connection began with: method and target, such as <c>CONNECT server.test:443</c>, without a query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <inheritdoc />
    protected override async Task PassAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(client.GetStream(), cancellationToken);
        var words = Encoding.ASCII.GetString(head).Split(' ', 3);
        Requests.Enqueue($"{words[0]} {words[1].Split('?')[0]}");
        var isTunnel = words[0] == "CONNECT";
        var target = new Uri(isTunnel ? $"http://{words[1]}" : words[1]);
        await server.ConnectAsync(IPAddress.Loopback, target.Port, cancellationToken);
        await (isTunnel
            ? client.GetStream().WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray(), cancellationToken)
            : server.GetStream().WriteAsync(head, cancellationToken));
        await Task.WhenAny(
            client.GetStream().CopyToAsync(server.GetStream(), cancellationToken),
            server.GetStream().CopyToAsync(client.GetStream(), cancellationToken));
    }

    // Up to the empty line, and no byte of what follows it.
    private static async Task<byte[]> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (!head[Math.Max(0, head.Count - 4)..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(next, cancellationToken);
            head.Add(next[0]);
        }

        return [.. head];
    }
}
