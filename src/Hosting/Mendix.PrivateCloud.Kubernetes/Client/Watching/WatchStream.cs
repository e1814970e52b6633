namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>An open watch: its frames, with every way it can break told as one exception, and a limit on silence.</summary>
internal sealed class WatchStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly FrameReader _frames;
    private readonly TimeSpan? _idleLimit;
    private readonly CancellationToken _cancellationToken;

    // One source for the stream's whole life, re-armed before each read: nothing is left behind per event.
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _registration;

    private WatchStream(
        ApiRequest request, HttpResponseMessage response, Stream stream, TimeSpan? idleLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        Request = request;
        _response = response;
        _frames = new FrameReader(stream);
        _idleLimit = idleLimit;
        _cancellationToken = cancellationToken;
        _stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _stop);
    }

    public ApiRequest Request { get; }

    public static async Task<WatchStream> OpenAsync(
        ApiRequest request, HttpResponseMessage response, TimeSpan? idleLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new WatchStream(request, response, stream, idleLimit, time, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The next frame, valid until the next call; empty when the server ended the watch.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync() =>
        _frames.TryTake(out var frame) ? new ValueTask<ReadOnlyMemory<byte>>(frame) : ReadMoreAsync();

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        // Aborts the connection (HTTP/1.1) or resets the stream (HTTP/2), whatever state it is in.
        _response.Dispose();
        _frames.Dispose();
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadMoreAsync()
    {
        try
        {
            ReadOnlyMemory<byte> frame;
            do
            {
                if (_idleLimit is { } limit)
                {
                    _stop.CancelAfter(limit);
                }

                if (!await _frames.FillAsync(_stop.Token).ConfigureAwait(false))
                {
                    return default;
                }
            }
            while (!_frames.TryTake(out frame));

            return frame;
        }
        catch (Exception exception) when (TransportFailure.IsOne(exception))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            throw _stop.IsCancellationRequested
                ? new KubernetesException($"{Request.Description} was silent for {_idleLimit?.TotalSeconds:0.#} s; the connection counts as dead", exception) { Reason = "Idle" }
                : new KubernetesException($"{Request.Description} broke off: {exception.GetBaseException().Message}", exception) { Reason = "ConnectionFailed" };
        }
    }
}
