using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>The server and the account of <c>--postgres</c>.</summary>
internal sealed class PostgresServer
{
    private readonly string _password;

    private PostgresServer(NpgsqlConnectionStringBuilder connection)
    {
        Host = connection.Host!;
        Port = connection.Port;
        Database = string.IsNullOrEmpty(connection.Database) ? "postgres" : connection.Database;
        UserName = connection.Username!;
        StrictTls = connection.SslMode is SslMode.VerifyFull;
        _password = connection.Password!;
    }

    public string Host { get; }

    public int Port { get; }

    public string Database { get; }

    public string UserName { get; }

    public bool StrictTls { get; }

    /// <summary>Reads a connection string, and says what is missing without ever repeating what it read.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresServer? server, [NotNullWhen(false)] out string? problem)
    {
        server = null;
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            // The driver's message may quote the text, and with it the password.
            problem = "is not a connection string. Write it as Host=…;Port=5432;Username=…;Password=….";
            return false;
        }

        problem = (connection.Host, connection.Username, connection.Password) switch
        {
            (null or "", _, _) => "names no Host.",
            (_, null or "", _) => "names no Username: an account that may create roles and databases.",
            (_, _, null or "") => "names no Password; accounts without one are not supported.",
            ({ } host, _, _) when host.Contains(',', StringComparison.Ordinal) || host.StartsWith('/') =>
                "must name one Host reached by TCP, because environments reach it the same way.",
            _ => null,
        };
        server = problem is null ? new PostgresServer(connection) : null;
        return server is not null;
    }

    /// <summary>The password. Call it only where it is used.</summary>
    public string RevealPassword() => _password;

    public override string ToString() => $"{UserName}@{Host}:{Port}/{Database}";
}
