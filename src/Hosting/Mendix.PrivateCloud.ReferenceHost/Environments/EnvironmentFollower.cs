using System.Threading.Channels;

namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Reads what happens, and shows the environments after each change and, for the clocks on the screen, every second.</summary>
internal sealed class EnvironmentFollower(ChannelReader<Observation> observations, EnvironmentBoard board, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // Changes come in bursts; a picture that is redrawn for each of them flickers.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Follows until the environments are in a state that the caller waits for.</summary>
    /// <param name="show">Called with each new state.</param>
    /// <param name="isOver">Whether this is the state.</param>
    /// <param name="cancellationToken">Ends it before.</param>
    /// <returns>The state.</returns>
    public async Task<IReadOnlyList<ResourceNode>> FollowAsync(
        Action<IReadOnlyList<ResourceNode>> show, Func<IReadOnlyList<ResourceNode>, bool> isOver, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (observations.TryRead(out var observation))
            {
                board.Note(observation);
            }

            var trees = board.Trees();
            show(trees);
            if (isOver(trees))
            {
                return trees;
            }

            await Task.Delay(Pause, time, cancellationToken);
            await WaitForChangeOrTickAsync(cancellationToken);
        }
    }

    private async Task WaitForChangeOrTickAsync(CancellationToken cancellationToken)
    {
        using var tick = new CancellationTokenSource(Tick, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tick.Token);
        try
        {
            await observations.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The second is over.
        }
    }
}
