using System.Collections.Concurrent;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Connections;

/// <summary>One pool per server and account, and one budget of creations per server.</summary>
internal sealed class SqlServerPools(SqlServerOptions options, ILogger logger) : IDisposable
{
    private readonly ClientPerAccount<Account, SqlServerPool> _pools = new();
    private readonly ConcurrentDictionary<(string Host, int Port), SemaphoreSlim> _budgets = new();

    /// <summary>The pool for this plan. Ask for it anew before each use: it may have been replaced.</summary>
    public SqlServerPool Pool(SqlServerPlan plan) => _pools.Of(
        new Account(plan.BareHost, plan.Port, plan.UserName, plan.StrictTls),
        plan.Password!,
        () => new SqlServerPool(plan, options),
        old =>
        {
            old.Dispose();
            logger.PoolReplaced(plan.UserName, plan.Address);
        });

    /// <summary>What one must hold while creating a database on the plan's server.</summary>
    public SemaphoreSlim CreationBudget(SqlServerPlan plan) =>
        _budgets.GetOrAdd((plan.BareHost, plan.Port), _ => new SemaphoreSlim(options.MaxConcurrentCreations));

    public void Dispose() => _pools.Dispose();

    private sealed record Account(string Host, int Port, string UserName, bool StrictTls);
}
