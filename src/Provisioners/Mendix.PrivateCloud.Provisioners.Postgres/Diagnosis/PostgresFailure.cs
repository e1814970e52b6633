using System.Net.Sockets;
using System.Security.Authentication;
using Mendix.PrivateCloud.Provisioning;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Diagnosis;

/// <summary>What a failure of the driver or the server means.</summary>
/// <param name="Subject">What a check would have been looking at.</param>
/// <param name="Kind">What it asks of the caller.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record PostgresFailure(string Subject, FailureKind Kind, string Problem, string Remedy)
{
    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    public static PostgresFailure? Of(Exception exception, PostgresPlan plan) => exception switch
    {
        PostgresException server => ServerFailure.Of(server, plan),
        ProvisioningException => null,
        _ => Chain(exception).Select(cause => OfConnection(cause, plan)).FirstOrDefault(failure => failure is not null),
    };

    public ProvisioningException ToException(Exception? cause) => new(Kind, Problem, Remedy, cause);

    private static PostgresFailure? OfConnection(Exception cause, PostgresPlan plan) => cause switch
    {
        AuthenticationException => new(CheckSubjects.Tls, FailureKind.Configuration,
            $"The TLS certificate of {plan.Address} could not be verified: {cause.Message.TrimEnd('.')}.",
            "Trust the authority that signed it, use the host name that the certificate is for, or turn strict TLS off."),
        NpgsqlException when plan.StrictTls && cause.InnerException is null && cause.Message.Contains("SSL", StringComparison.Ordinal) =>
            new(CheckSubjects.Tls, FailureKind.Configuration,
                $"The plan asks for strict TLS and {plan.Address} does not offer TLS.",
                "Turn TLS on at the server, or strict TLS off in the plan."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(CheckSubjects.Reachable, FailureKind.Transient,
                $"The host name '{plan.Host}' could not be resolved.",
                "It can be tried again. Look for a typing error in the plan's field 'host', or at DNS."),
        SocketException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The server {plan.Address} could not be reached: {cause.Message.TrimEnd('.')}.",
            "It can be tried again. Check that the server runs, and that host, port and firewall let this process through."),
        TimeoutException => new(CheckSubjects.Reachable, FailureKind.Transient,
            $"The server {plan.Address} did not answer in time.",
            "It can be tried again. Check the load of the server and the network between."),
        IOException or ObjectDisposedException => new(CheckSubjects.Reachable, FailureKind.Transient,
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
