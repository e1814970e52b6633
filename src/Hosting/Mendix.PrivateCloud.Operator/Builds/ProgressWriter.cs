using System.Threading.Channels;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>
/// Writes a running build's progress into its status: in few steps, at most one each second, and always the newest. It is for people, so
/// the build neither waits for it nor fails with it.
/// </summary>
internal sealed class ProgressWriter : IProgress<ImageBuildProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<ImageBuildProgress> _news = Channel.CreateBounded<ImageBuildProgress>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private int _reached = -1;

    public ProgressWriter(Build build, BuildStatusWriter status, TimeProvider time, CancellationToken cancellationToken)
    {
        Build = build;
        _writing = WriteAsync(status, time, cancellationToken);
    }

    /// <summary>The build as it was last written.</summary>
    public Build Build { get; private set; }

    public void Report(ImageBuildProgress value)
    {
        var step = ProgressSteps.Of(value);
        if (step > _reached)
        {
            _reached = step;
            _news.Writer.TryWrite(value);
        }
    }

    /// <summary>Writes no more, and waits for what is being written: two writes at once could arrive in any order.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync(BuildStatusWriter status, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await _news.Reader.WaitToReadAsync(_stop.Token))
        {
            await Task.Delay(Pause, time, _stop.Token);
            if (!_news.Reader.TryRead(out var newest))
            {
                continue;
            }

            try
            {
                Build = await status.WriteBuildingAsync(Build, newest, cancellationToken);
            }
            catch (KubernetesException)
            {
                // The end will be told all the same.
            }
        }
    }
}
