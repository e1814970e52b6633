using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Testing.Http;

namespace Mendix.PrivateCloud.Testing.Registry;

/// <summary>Passes TCP connections on, and cuts them where it is told to. Knows nothing of what goes through it, so TLS goes through as well.</summary>
public sealed class FaultProxy : TcpRelay
{
    private readonly int _port;
    private readonly Queue<long> _cutsUp = new();
    private readonly Queue<long> _cutsDown = new();
    private int _cuts;

    /// <summary>Begins to pass on.</summary>
    /// <param name="port">The server's port on 127.0.0.1.</param>
    public FaultProxy(int port)
    {
        _port = port;
        Start();
    }

    /// <summary>Host and port, as in image names.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>How many connections were cut.</summary>
    public int Cuts => _cuts;

    /// <summary>Cuts the connection through which, of all connections together, so many bytes more go to the server. In the order of the calls.</summary>
    public void CutWhenSent(long bytes) => Plan(_cutsUp, bytes);

    /// <summary>Cuts the connection through which, of all connections together, so many bytes more come from the server. In the order of the calls.</summary>
    public void CutWhenReceived(long bytes) => Plan(_cutsDown, bytes);

    private static void Plan(Queue<long> cuts, long bytes)
    {
        lock (cuts)
        {
            cuts.Enqueue(bytes);
        }
    }

    /// <inheritdoc />
    protected override async Task PassAsync(TcpClient client, TcpClient server, CancellationToken cancellationToken)
    {
        await server.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
        // Whichever ends first ends both.
        await Task.WhenAny(CopyAsync(client, server, _cutsUp, cancellationToken), CopyAsync(server, client, _cutsDown, cancellationToken));
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Queue<long> cuts, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 << 10];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (IsCut(cuts, ref read))
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    Interlocked.Increment(ref _cuts);
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed by either end.
        }
    }

    private static bool IsCut(Queue<long> cuts, ref int bytes)
    {
        lock (cuts)
        {
            if (!cuts.TryDequeue(out var left))
            {
                return false;
            }

            if (left <= bytes)
            {
                bytes = (int)left;
                return true;
            }

            // Back to its place, which is the first.
            var others = cuts.ToArray();
            cuts.Clear();
            cuts.Enqueue(left - bytes);
            foreach (var other in others)
            {
                cuts.Enqueue(other);
            }

            return false;
        }
    }
}
