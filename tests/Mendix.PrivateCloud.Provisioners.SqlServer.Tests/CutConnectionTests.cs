using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>The connection breaks, or the answer never comes, at every batch of every verb; a repeat ends as if it had not.</summary>
public sealed class CutConnectionTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [InlineData(false, StatementFaultKind.CutBefore)]
    [InlineData(false, StatementFaultKind.CutAfter)]
    [InlineData(true, StatementFaultKind.CutBefore)]
    [InlineData(true, StatementFaultKind.CutAfter)]
    public async Task A_repeat_recovers_from_a_cut_at_any_batch(bool azure, StatementFaultKind kind)
    {
        await using var standIn = SqlServerStandIn.Start(azure);
        var server = SqlServerFixture.Of(standIn, azure);
        var plan = PlanOf(server);
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        var undisturbed = await TracesAsync(server, tenant);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);

        var cut = 0;
        for (var number = 1; ; number++)
        {
            var cutMaking = await CutAsync(standIn, kind, number, () => Provisioner.ProvisionAsync(plan, tenant, Cancellation));
            await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            Assert.Equal(undisturbed, await TracesAsync(server, tenant));

            var cutRemoval = await CutAsync(standIn, kind, number, () => Provisioner.DeprovisionAsync(plan, tenant, Cancellation));
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(server, tenant));
            cut += (cutMaking ? 1 : 0) + (cutRemoval ? 1 : 0);
            if (!cutMaking && !cutRemoval)
            {
                Assert.True(cut >= 10, $"Only {cut} batches were cut.");
                return;
            }
        }
    }

    [Fact]
    public async Task A_statement_that_does_not_answer_in_time_may_have_happened_and_is_looked_at()
    {
        await using var standIn = SqlServerStandIn.Start();
        await using var services = Compose(options => options.CommandTimeout = TimeSpan.FromSeconds(1));
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        var plan = PlanOf(SqlServerFixture.Of(standIn, isAzure: false));
        var tenant = NewTenant();
        standIn.Fault = statement => statement.Text.StartsWith("CREATE DATABASE", StringComparison.Ordinal) ? new StatementFault(StatementFaultKind.HangAfter) : null;

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => provisioner.ProvisionAsync(plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Contains("did not answer in time", failure.Problem, StringComparison.Ordinal);

        standIn.Fault = null;
        await provisioner.ProvisionAsync(plan, tenant, Cancellation);
        Assert.Single(standIn.Received, statement => statement.Text.StartsWith("CREATE DATABASE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_a_running_statement_is_a_cancellation()
    {
        await using var standIn = SqlServerStandIn.Start();
        using var cancelled = new CancellationTokenSource();
        standIn.Fault = statement =>
        {
            if (!statement.Text.StartsWith("CREATE DATABASE", StringComparison.Ordinal))
            {
                return null;
            }

            cancelled.CancelAfter(TimeSpan.FromMilliseconds(1));
            return new StatementFault(StatementFaultKind.HangAfter);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Provisioner.ProvisionAsync(PlanOf(SqlServerFixture.Of(standIn, isAzure: false)), NewTenant(), cancelled.Token));
    }

    /// <summary>Whether there was such a batch.</summary>
    private static async Task<bool> CutAsync(SqlServerStandIn standIn, StatementFaultKind kind, int number, Func<Task> verb)
    {
        var left = number;
        standIn.Fault = _ => Interlocked.Decrement(ref left) == 0 ? new StatementFault(kind) : null;
        try
        {
            await verb();
        }
        catch (ProvisioningException failure)
        {
            Assert.Equal(FailureKind.Transient, failure.Kind);
        }
        finally
        {
            standIn.Fault = null;
        }

        return left <= 0;
    }
}
