using System.Collections.Concurrent;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning.Connections;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Connections;

/// <summary>One pool per server and account, and one budget of creations per server.</summary>
internal sealed class PostgresPools(PostgresOptions options, ILogger logger) : IDisposable
{
    private readonly ClientPerAccount<Account, PostgresPool> _pools = new();
    private readonly ConcurrentDictionary<(string Host, int Port), SemaphoreSlim> _budgets = new();

    /// <summary>The pool for this plan. Ask for it anew before each use: it may have been replaced.</summary>
    public PostgresPool Pool(PostgresPlan plan) => _pools.Of(
        new Account(plan.BareHost, plan.Port, plan.Database, plan.UserName, plan.StrictTls, plan.Connections),
        plan.Password!,
        () => new PostgresPool(plan, options),
        old =>
        {
            old.Dispose();
            logger.PoolReplaced(plan.UserName, plan.Address);
        });

    /// <summary>What one must hold while creating a database on the plan's server.</summary>
    public SemaphoreSlim CreationBudget(PostgresPlan plan) =>
        _budgets.GetOrAdd((plan.BareHost, plan.Port), _ => new SemaphoreSlim(options.MaxConcurrentCreations));

    public void Dispose() => _pools.Dispose();

    private sealed record Account(string Host, int Port, string Database, string UserName, bool StrictTls, OutboundConnections Connections);
}
