using System.Net.Sockets;
using System.Security.Authentication;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>What a failure of the driver or the server means.</summary>
/// <param name="Subject">What a check would have been looking at.</param>
/// <param name="Kind">What it asks of the caller.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record SqlServerFailure(string Subject, FailureKind Kind, string Problem, string Remedy)
{
    // Up to this class an error is the caller's or the state's; the driver's own come with 20 or with 11 and the number 0 or -2.
    private const byte Fatal = 20;

    private static readonly string? DriverName = typeof(SqlException).Assembly.GetName().Name;

    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    public static SqlServerFailure? Of(Exception exception, SqlServerPlan plan) => exception switch
    {
        ProvisioningException => null,
        SqlException driver when IsOfConnection(driver) => OfConnection(driver, plan),
        SqlException server => ServerFailure.Of(server, plan),
        NotSupportedException when exception.Source == DriverName => new(CheckSubjects.Reachable, FailureKind.Configuration,
            $"The driver of SQL Server refuses to work in this process: {exception.Message.TrimEnd('.')}.",
            "Build the host with <InvariantGlobalization>false</InvariantGlobalization> and install the ICU libraries where it runs."),
        InvalidOperationException or NullReferenceException when exception.Source == DriverName =>
            Unreachable($"The server {plan.Address} answered with something that the driver did not understand.",
                "It can be tried again. Check that host and port are those of a SQL Server."),
        _ => null,
    };

    public ProvisioningException ToException(Exception? cause) => new(Kind, Problem, Remedy, cause);

    private static bool IsOfConnection(SqlException exception) =>
        exception.Number is SqlErrors.Timeout or SqlErrors.UntrustedCertificate or SqlErrors.NoTls or SqlErrors.UnknownHost or 0 or 10053 or 10054 or 10060 or 10061 or 53 or 64 or 121 or 233
        || (exception.Class >= Fatal && exception.InnerException is SocketException or IOException or AuthenticationException);

    private static SqlServerFailure OfConnection(SqlException exception, SqlServerPlan plan) => exception switch
    {
        { Number: SqlErrors.NoTls } => new(CheckSubjects.Tls, FailureKind.Configuration,
            $"The plan asks for strict TLS and {plan.Address} does not offer TLS.",
            "Turn TLS on at the server, or strict TLS off in the plan."),
        { Number: SqlErrors.UntrustedCertificate } or { InnerException: AuthenticationException } => new(CheckSubjects.Tls, FailureKind.Configuration,
            $"The TLS certificate of {plan.Address} could not be verified: {(exception.InnerException ?? exception).Message.TrimEnd('.')}.",
            $"{Trust(plan)}, use the host name that the certificate is for, or turn strict TLS off."),
        { Number: SqlErrors.UnknownHost } => Unreachable(
            $"The host name '{plan.Host}' could not be resolved.",
            "It can be tried again. Look for a typing error in the plan's field 'host', or at DNS."),
        { Number: SqlErrors.Timeout } => Unreachable(
            $"The server {plan.Address} did not answer in time.",
            "It can be tried again; what was done is looked at first. Check the load of the server and the network between."),
        { Class: < Fatal } => Unreachable(
            $"The statement at {plan.Address} was broken off.",
            "It can be tried again; what was done is looked at first."),
        _ => Unreachable(
            $"The server {plan.Address} could not be reached, or the connection was lost: {Detail(exception)}.",
            "It can be tried again. Check that the server runs, and that host, port and firewall let this process through."),
    };

    private static string Trust(SqlServerPlan plan) => plan.Connections.CertificateAuthorities.Count == 0
        ? "Trust the authority that signed it"
        : "The driver of SQL Server takes no authorities of a namespace: add the one that signed it to those of the machine that connects "
            + $"(its trust store, or a folder that SSL_CERT_DIR names), set the option {nameof(SqlServerOptions.ServerCertificateFile)}";

    private static string Detail(SqlException exception) =>
        (exception.InnerException is SocketException { ErrorCode: not 0 } socket ? socket.Message : exception.Message).TrimEnd('.');

    private static SqlServerFailure Unreachable(string problem, string remedy) => new(CheckSubjects.Reachable, FailureKind.Transient, problem, remedy);
}
