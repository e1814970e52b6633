using Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;
using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Connections;

/// <summary>
/// The connections to one server under one account: a pool for master, and unpooled ones into databases of environments.
/// A pooled one would count as a user of its database, which then could not be dropped.
/// </summary>
internal sealed class SqlServerPool(SqlServerPlan plan, SqlServerOptions options) : IDisposable
{
    private const string Master = "master";

    // Callers queue here, without a time limit of their own. The driver's queue counts the wait as a connect timeout,
    // so that a burst of environments would look like an unreachable server.
    private readonly SemaphoreSlim _toMaster = new(options.MasterConnections);
    private readonly SemaphoreSlim _toDatabases = new(options.TenantConnections);

    // Plain and encrypted. Kept, because composing one takes longer than the driver needs to take a connection out of its pool.
    private readonly string?[] _toPool = new string?[2];

    private volatile bool _isPlain;
    private volatile bool _isDisposed;

    /// <summary>Whether connections are encrypted, as far as it was tried.</summary>
    public bool IsEncrypted => !_isPlain;

    /// <summary>Runs statements one after the other, each in a batch of its own as Azure SQL wants most of them, on one connection.</summary>
    /// <param name="database">Where; null for master.</param>
    /// <param name="statements">What.</param>
    /// <param name="cancellationToken">Cancels the statement that runs; whether it happened is then unknown.</param>
    public Task ExecuteAsync(string? database, IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken) =>
        UseAsync(Account(database), async connection =>
        {
            foreach (var statement in statements)
            {
                await using var command = Command(connection, statement.Render());
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return true;
        }, cancellationToken);

    /// <summary>Runs a query with parameters, all of them texts.</summary>
    /// <param name="database">Where; null for master.</param>
    /// <param name="query">One or more SELECTs.</param>
    /// <param name="parameters">Names, with the <c>@</c>, and values.</param>
    /// <param name="read">Reads all result sets.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<TResult> QueryAsync<TResult>(
        string? database,
        string query,
        IReadOnlyList<(string Name, string Value)> parameters,
        Func<SqlDataReader, Task<TResult>> read,
        CancellationToken cancellationToken) =>
        UseAsync(Account(database), async connection =>
        {
            await using var command = Command(connection, query);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.Add(name, System.Data.SqlDbType.NVarChar, SqlText.LongestIdentifier).Value = value;
            }

            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await read(reader);
        }, cancellationToken);

    /// <summary>Logs in to a database as somebody else, and does nothing there.</summary>
    public Task LogInAsync(string database, string userName, SecretValue password, CancellationToken cancellationToken) =>
        UseAsync((database, userName, password), _ => Task.FromResult(true), cancellationToken);

    /// <summary>Closes idle connections now and busy ones when they are done.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (var encrypt in new[] { true, false })
        {
            using var connection = new SqlConnection(ConnectionString(Account(null), encrypt));
            SqlConnection.ClearPool(connection);
        }
    }

    private (string? Database, string UserName, SecretValue Password) Account(string? database) => (database, plan.UserName, plan.Password!);

    private async Task<TResult> UseAsync<TResult>(
        (string? Database, string UserName, SecretValue Password) account,
        Func<SqlConnection, Task<TResult>> action,
        CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var slots = account.Database is null ? _toMaster : _toDatabases;
        await slots.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(account, cancellationToken);
            return await action(connection);
        }
        catch (Exception exception) when (exception is SqlException or InvalidOperationException && cancellationToken.IsCancellationRequested)
        {
            // The driver says only that it was the user's wish.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<SqlConnection> OpenAsync(
        (string? Database, string UserName, SecretValue Password) account, CancellationToken cancellationToken)
    {
        if (!_isPlain)
        {
            try
            {
                return await OpenAsync(ConnectionString(account, isEncrypted: true), cancellationToken);
            }
            catch (SqlException exception) when (!plan.StrictTls && exception.Number == SqlErrors.NoTls)
            {
                _isPlain = true;
            }
        }

        return await OpenAsync(ConnectionString(account, isEncrypted: false), cancellationToken);
    }

    private static async Task<SqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private SqlCommand Command(SqlConnection connection, string text) =>
        new(text, connection) { CommandTimeout = (int)options.CommandTimeout.TotalSeconds };

    private string ConnectionString((string? Database, string UserName, SecretValue Password) account, bool isEncrypted) =>
        account.Database is null ? _toPool[isEncrypted ? 1 : 0] ??= Compose(account, isEncrypted) : Compose(account, isEncrypted);

    private string Compose((string? Database, string UserName, SecretValue Password) account, bool isEncrypted)
    {
        var settings = new SqlConnectionStringBuilder
        {
            DataSource = $"tcp:{plan.BareHost},{plan.Port}",
            InitialCatalog = account.Database ?? Master,
            UserID = account.UserName,
            Password = account.Password.Reveal(),
            Encrypt = isEncrypted ? SqlConnectionEncryptOption.Mandatory : SqlConnectionEncryptOption.Optional,
            TrustServerCertificate = !plan.StrictTls,
            ApplicationName = "mendix-private-cloud",
            ConnectTimeout = (int)options.ConnectTimeout.TotalSeconds,
            // What failed is looked at and tried again by us; the driver's own retries and its memory of failures only delay that.
            ConnectRetryCount = 0,
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
            Pooling = account.Database is null,
            MaxPoolSize = options.MasterConnections,
            Enlist = false,
        };
        if (plan.StrictTls && options.ServerCertificateFile is { } file)
        {
            settings.ServerCertificate = file;
        }

        return settings.ConnectionString;
    }
}
