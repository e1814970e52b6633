using System.Net.Sockets;
using System.Security.Authentication;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Diagnosis;

/// <summary>What a failure of the connection or the server means.</summary>
/// <param name="Subject">What a check would have been looking at.</param>
/// <param name="Kind">What it asks of the caller.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record MinioFailure(string Subject, FailureKind Kind, string Problem, string Remedy)
{
    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    public static MinioFailure? Of(Exception exception, MinioPlan plan) => exception switch
    {
        ServerRefusal refusal => RefusalFailure.Of(refusal, plan),
        ProvisioningException => null,
        _ => Chain(exception).Select(cause => OfConnection(cause, plan)).FirstOrDefault(failure => failure is not null),
    };

    public ProvisioningException ToException(Exception? cause) => new(Kind, Problem, Remedy, cause);

    private static MinioFailure? OfConnection(Exception cause, MinioPlan plan) => cause switch
    {
        AuthenticationException when cause.Message.Contains("frame", StringComparison.Ordinal) => new(CheckSubjects.Tls, FailureKind.Configuration,
            $"{plan.Server} does not speak TLS.",
            "Turn TLS on at the server, or begin the plan's field 'endpoint' with http://."),
        AuthenticationException => new(CheckSubjects.Tls, FailureKind.Configuration,
            $"The TLS certificate of {plan.Server} could not be verified: {cause.Message.TrimEnd('.')}.",
            $"Trust the authority that signed it (option {nameof(MinioOptions.RootCertificateFile)}), or use the host name that the certificate is for."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(CheckSubjects.Reachable, FailureKind.Transient,
                $"The host name '{plan.Address.Host}' could not be resolved.",
                "It can be tried again. Look for a typing error in the plan's field 'endpoint', or at DNS."),
        SocketException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The server {plan.Server} could not be reached: {cause.Message.TrimEnd('.')}.",
            "It can be tried again. Check that the server runs, and that host, port and firewall let this process through."),
        TimeoutException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The server {plan.Server} did not answer in time.",
            "It can be tried again. Check the load of the server and the network between."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new(CheckSubjects.Minio, FailureKind.Configuration,
            $"{plan.Server} does not speak HTTP, or speaks it over TLS only.",
            "Check scheme and port in the plan's field 'endpoint'."),
        IOException or ObjectDisposedException or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            new(CheckSubjects.Reachable, FailureKind.Transient,
                $"The connection to {plan.Server} was lost.",
                "It can be tried again."),
        _ => null,
    };

    // From the innermost: what wraps it says less.
    private static List<Exception> Chain(Exception exception)
    {
        var causes = new List<Exception>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Insert(0, cause);
        }

        return causes;
    }
}
