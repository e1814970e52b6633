namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>How often, and after what pauses, something is tried again.</summary>
internal sealed class RetryPolicy(int maxRetries, TimeSpan firstDelay, TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public Patience Begin() => new(this);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var patience = Begin();
        while (true)
        {
            ImageBuildException failure;
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (ImageBuildException transient) when (transient.Kind == ImageBuildFailure.Transient)
            {
                failure = transient;
            }

            await patience.WaitAsync(failure, progressed: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is left of the patience with one thing: it grows back with each progress.</summary>
    internal sealed class Patience(RetryPolicy policy)
    {
        private int _failures;

        /// <summary>Waits before the next attempt.</summary>
        /// <exception cref="ImageBuildException">The failure itself, when there shall be none.</exception>
        public Task WaitAsync(ImageBuildException failure, bool progressed, CancellationToken cancellationToken) =>
            policy.WaitAsync(failure, _failures = progressed ? 1 : _failures + 1, cancellationToken);
    }

    private Task WaitAsync(ImageBuildException failure, int failures, CancellationToken cancellationToken)
    {
        // Who asks to be left alone for longer gets that by the build failing.
        if (failures > maxRetries || failure.RetryAfter > LongestDelay)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        var doubled = firstDelay * Math.Pow(2, Math.Min(failures - 1, 16));
        return Task.Delay(failure.RetryAfter ?? (doubled < LongestDelay ? doubled : LongestDelay), time, cancellationToken);
    }
}
