using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Connections;

/// <summary>The connections to one server under one account.</summary>
internal sealed class PostgresPool : IDisposable
{
    private readonly NpgsqlDataSource _source;

    // Callers queue here, without a time limit of their own. Npgsql's own queue counts the wait as a connect timeout,
    // so that a burst of environments would look like an unreachable server.
    private readonly SemaphoreSlim _slots;

    public PostgresPool(PostgresPlan plan, PostgresOptions options)
    {
        _slots = new SemaphoreSlim(options.MaxPoolSize);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = plan.BareHost,
            Port = plan.Port,
            Database = plan.Database,
            Username = plan.UserName,
            Password = plan.Password!.Reveal(),
            GssEncryptionMode = GssEncryptionMode.Disable,
            ApplicationName = "mendix-private-cloud",
            MaxPoolSize = options.MaxPoolSize,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
            Enlist = false,
            // Session state never changes here, so the DISCARD ALL before each re-use would be one statement for nothing.
            NoResetOnClose = true,
        };
        _source = ServerTrust.Source(settings, plan, options);
    }

    /// <summary>Runs statements on one connection in one round trip; more than one are one transaction.</summary>
    public Task ExecuteAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken) =>
        UseAsync(async connection =>
        {
            await using var batch = connection.CreateBatch();
            foreach (var statement in statements)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            return await batch.ExecuteNonQueryAsync(cancellationToken);
        }, cancellationToken);

    /// <summary>Runs a query with positional parameters and reads its rows.</summary>
    public Task<IReadOnlyList<TRow>> QueryAsync<TRow>(
        string query, IReadOnlyList<object> parameters, Func<NpgsqlDataReader, TRow> read, CancellationToken cancellationToken) =>
        UseAsync<IReadOnlyList<TRow>>(async connection =>
        {
            await using var command = new NpgsqlCommand(query, connection);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = parameter });
            }

            var rows = new List<TRow>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }, cancellationToken);

    /// <summary>Closes idle connections now and busy ones when they are done.</summary>
    public void Dispose() => _source.Dispose();

    private async Task<TResult> UseAsync<TResult>(Func<NpgsqlConnection, Task<TResult>> action, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            return await action(connection);
        }
        finally
        {
            _slots.Release();
        }
    }
}
