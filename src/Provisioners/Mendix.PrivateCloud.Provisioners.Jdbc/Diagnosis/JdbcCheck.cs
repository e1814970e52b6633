using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Diagnosis;

/// <summary>Finds out what can be found out without a JDBC driver, and says what cannot. The plan was validated before.</summary>
internal static class JdbcCheck
{
    private const string NeedsDriver = "Only the runtime's JDBC driver can log in: what is wrong shows when the app starts.";

    public static async Task<CheckReport> RunAsync(JdbcPlan plan, JdbcOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var target = JdbcTargets.Of(plan);
        var findings = new List<CheckFinding>();
        if (plan.JdbcUrl.Length > 0)
        {
            findings.Add(CheckFinding.Pass(CheckSubjects.Url));
        }

        findings.Add(CheckFinding.Pass(CheckSubjects.Agreement));
        findings.Add(await ReachAsync(target, options, time, cancellationToken));
        findings.AddRange(NotChecked(plan, target));
        return new CheckReport(findings);
    }

    private static IEnumerable<CheckFinding> NotChecked(JdbcPlan plan, JdbcTarget target)
    {
        if (target.IsInsideRuntime)
        {
            yield return CheckFinding.NotChecked(
                CheckSubjects.Replicas, "Each replica has a database of its own: run one, or use the type ephemeral-database, which sees to that.");
            yield break;
        }

        yield return CheckFinding.NotChecked(
            CheckSubjects.Credentials, plan.Password is null ? $"The plan holds no password. {NeedsDriver}" : NeedsDriver);
        yield return CheckFinding.NotChecked(CheckSubjects.Database, NeedsDriver);
        yield return CheckFinding.NotChecked(CheckSubjects.Rights, NeedsDriver);
    }

    // A driver goes on to the next host of a list, so one that answers is enough.
    private static async Task<CheckFinding> ReachAsync(JdbcTarget target, JdbcOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!options.CheckReachable)
        {
            return CheckFinding.NotChecked(CheckSubjects.Reachable, $"{nameof(JdbcOptions)}.{nameof(JdbcOptions.CheckReachable)} is off.");
        }

        if (target.NoHosts is { } reason)
        {
            return CheckFinding.NotChecked(CheckSubjects.Reachable, reason);
        }

        var servers = target.Hosts.Where(server => server.Port is not null).ToList();
        if (servers.Count == 0)
        {
            return CheckFinding.NotChecked(CheckSubjects.Reachable, "The plan names no port, and the driver asks the server for it.");
        }

        ProvisioningException? first = null;
        foreach (var server in servers)
        {
            if (await ConnectAsync(server, options.ConnectTimeout, time, cancellationToken) is not { } failure)
            {
                return CheckFinding.Pass(CheckSubjects.Reachable);
            }

            first ??= failure;
        }

        return new CheckFinding(CheckSubjects.Reachable, first);
    }

    private static async Task<ProvisioningException?> ConnectAsync(HostPort server, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(server.Host, server.Port!.Value, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return JdbcFailure.TimedOut(server, timeout);
        }
        catch (SocketException exception)
        {
            return JdbcFailure.Of(exception, server);
        }
    }
}
