using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Diagnosis;

/// <summary>What a failure of the driver or the server means.</summary>
/// <param name="Subject">What a check would have been looking at.</param>
/// <param name="Kind">What it asks of the caller.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record AzureBlobFailure(string Subject, FailureKind Kind, string Problem, string Remedy)
{
    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    public static AzureBlobFailure? Of(Exception exception, AzureBlobPlan plan) => exception switch
    {
        ProvisioningException => null,
        RequestFailedException { Status: > 0 } server => ServerFailure.Of(server, plan),
        // The driver gathers the failures of all attempts; the last one stands for them.
        AggregateException { InnerExceptions: [.., var last] } => Of(last, plan),
        _ => Chain(exception).Select(cause => OfConnection(cause, plan)).FirstOrDefault(failure => failure is not null),
    };

    public ProvisioningException ToException(Exception? cause) => new(Kind, Problem, Remedy, cause);

    private static AzureBlobFailure? OfConnection(Exception cause, AzureBlobPlan plan) => cause switch
    {
        AuthenticationException => new(CheckSubjects.Tls, FailureKind.Configuration,
            $"The TLS certificate of {plan.Address} could not be verified: {cause.Message.TrimEnd('.')}.",
            "Trust the authority that signed it, or use the host name that the certificate is for in the plan's field 'endpoint'."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(CheckSubjects.Reachable, FailureKind.Transient,
                $"The host name of {plan.Address} could not be resolved.",
                "It can be tried again. Look for a typing error in the plan's field 'accountName' or 'endpoint', or at DNS."),
        SocketException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The server {plan.Address} could not be reached: {cause.Message.TrimEnd('.')}.",
            "It can be tried again. Check the address, and that the firewall lets this process through."),
        TimeoutException or OperationCanceledException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The server {plan.Address} did not answer in time.",
            "It can be tried again. Check the network between."),
        IOException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The connection to {plan.Address} was lost.",
            "It can be tried again."),
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
