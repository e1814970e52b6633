using Azure;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>
/// Waits until a signature is accepted. Azure needs up to 30 seconds for a new access policy and answers 403 meanwhile
/// (reference, cloud storage E.3).
/// </summary>
internal static class SignatureProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="container">The container, reached by the signature.</param>
    /// <param name="settleTime">How long to wait at least: the servers of an account do not learn of a policy at one instant.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProvisioningException">The signature was refused for too long.</exception>
    public static async Task WaitAsync(BlobContainerClient container, TimeSpan settleTime, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await IsAcceptedAsync(container, cancellationToken))
        {
            if (time.GetElapsedTime(started) > Patience)
            {
                throw new ProvisioningException(
                    FailureKind.Transient,
                    $"The signature for the container '{container.Name}' is still refused {Patience.TotalMinutes} minutes after its access policy was written.",
                    "It can be tried again. Look at the clock of this machine and the settings of the account if this stays.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        var rest = settleTime - time.GetElapsedTime(started);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }
    }

    // That the file is not there is an answer to somebody who may ask.
    private static async Task<bool> IsAcceptedAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient("mendix-private-cloud-probe").ExistsAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 403)
        {
            return false;
        }
    }
}
