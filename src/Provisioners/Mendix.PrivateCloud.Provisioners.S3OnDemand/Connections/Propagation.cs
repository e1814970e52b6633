using Amazon.Runtime;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>Waits, within limits, until what was just changed in IAM is known everywhere (reference, cloud storage A.9).</summary>
internal sealed class Propagation(TimeProvider time, TimeSpan timeout)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Tries until it succeeds or fails in another way than <paramref name="isNotYet"/> accepts.</summary>
    /// <param name="attempt">What to try.</param>
    /// <param name="isNotYet">Whether an error may only mean that it is too early.</param>
    /// <param name="what">What is waited for, for the message: "The access key … is".</param>
    /// <param name="remedy">What to do if it stays so.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="ProvisioningException">It took too long (<see cref="FailureKind.Transient"/>).</exception>
    public async Task<TResult> WaitAsync<TResult>(
        Func<CancellationToken, Task<TResult>> attempt,
        Func<AmazonServiceException, bool> isNotYet,
        string what,
        string remedy,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await attempt(cancellationToken);
            }
            catch (AmazonServiceException error) when (isNotYet(error))
            {
                if (time.GetElapsedTime(began) + delay > timeout)
                {
                    throw new ProvisioningException(
                        FailureKind.Transient,
                        $"{what} still not effective after {timeout}: {error.Message.TrimEnd('.')}.",
                        $"It can be tried again. {remedy}",
                        error);
                }
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }
}
