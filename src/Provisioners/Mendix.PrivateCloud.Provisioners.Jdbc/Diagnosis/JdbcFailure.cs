using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Diagnosis;

/// <summary>What it means that no connection came about.</summary>
internal static class JdbcFailure
{
    public static ProvisioningException Of(SocketException exception, HostPort server) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unreachable(
            $"The host name '{server.Host}' could not be resolved.",
            "It can be tried again. Look for a typing error in the plan, or at DNS.",
            exception),
        _ => Unreachable(
            $"The server {server} could not be reached: {exception.Message.TrimEnd('.')}.",
            "It can be tried again. Check that the server runs, and that host, port and firewall let this process through.",
            exception),
    };

    public static ProvisioningException TimedOut(HostPort server, TimeSpan after) => Unreachable(
        $"The server {server} did not answer within {after.TotalSeconds:0.#} s.",
        "It can be tried again. Check host, port and firewall: one that drops packets looks like this.");

    private static ProvisioningException Unreachable(string problem, string remedy, Exception? cause = null) =>
        new(FailureKind.Transient, problem, remedy, cause);
}
