using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Connections;

/// <summary>
/// One pool per server and account, and one budget of creations per server. A changed password makes a new pool and the
/// old one goes.
/// </summary>
internal sealed class SqlServerPools(SqlServerOptions options, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Account, Entry> _pools = [];
    private readonly Dictionary<(string Host, int Port), SemaphoreSlim> _budgets = [];
    private bool _disposed;

    /// <summary>The pool for this plan. Ask for it anew before each use: it may have been replaced.</summary>
    public SqlServerPool Pool(SqlServerPlan plan)
    {
        var account = new Account(plan.BareHost, plan.Port, plan.UserName, plan.StrictTls);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_pools.TryGetValue(account, out var entry))
            {
                if (entry.Password.Equals(plan.Password))
                {
                    return entry.Pool;
                }

                entry.Pool.Dispose();
                logger.PoolReplaced(plan.UserName, plan.Address);
            }

            var pool = new SqlServerPool(plan, options);
            _pools[account] = new Entry(plan.Password!, pool);
            return pool;
        }
    }

    /// <summary>What one must hold while creating a database on the plan's server.</summary>
    public SemaphoreSlim CreationBudget(SqlServerPlan plan)
    {
        lock (_lock)
        {
            ref var budget = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                _budgets, (plan.BareHost, plan.Port), out _);
            return budget ??= new SemaphoreSlim(options.MaxConcurrentCreations);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var entry in _pools.Values)
            {
                entry.Pool.Dispose();
            }

            _pools.Clear();
        }
    }

    private sealed record Account(string Host, int Port, string UserName, bool StrictTls);

    private sealed record Entry(SecretValue Password, SqlServerPool Pool);
}
