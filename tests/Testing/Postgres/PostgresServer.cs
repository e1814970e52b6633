using System.Diagnostics;
using System.Security.Cryptography;

namespace Mendix.PrivateCloud.Testing.Postgres;

/// <summary>
/// A real PostgreSQL server for tests: own temporary folder, free loopback port, every statement in a readable log.
/// It ends with <see cref="DisposeAsync"/>, and also when this process dies in any other way.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _keeper;

    private PostgresServer(string folder, int port, string password, TestCertificates? certificates, Process keeper)
    {
        (_folder, Port, Password, Certificates, _keeper) = (folder, port, password, certificates, keeper);
    }

    /// <summary>Where it listens. The TLS certificate, if there is one, is for this address only, not for <c>localhost</c>.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Its superuser.</summary>
    public string UserName { get; } = "postgres";

    /// <summary>The superuser's password.</summary>
    public string Password { get; }

    /// <summary>What its TLS rests on; null when it offers none.</summary>
    public TestCertificates? Certificates { get; }

    /// <summary>Folder of the Unix socket, through which the superuser gets in without a password.</summary>
    public string SocketFolder => _folder;

    /// <summary>For Npgsql, as the superuser, without pooling.</summary>
    public string ConnectionString(string database = "postgres", string? userName = null, string? password = null) =>
        $"Host={Host};Port={Port};Database={database};Username={userName ?? UserName};Password={password ?? Password};Pooling=false";

    /// <summary>Makes and starts a server.</summary>
    /// <param name="tls">Whether it offers TLS, with a certificate of its own authority.</param>
    /// <param name="maximumConnections">Its <c>max_connections</c>.</param>
    public static async Task<PostgresServer> StartAsync(bool tls = false, int maximumConnections = 100)
    {
        var binaries = PostgresBinaries.Folder ?? throw new InvalidOperationException(PostgresBinaries.SkipReason);
        var folder = MemoryFolder.Create("mxpc-pg-");
        var data = Path.Combine(folder, "data");
        var keeper = StartKeeper(binaries, folder, data);
        try
        {
            var password = RandomNumberGenerator.GetHexString(24);
            var certificates = tls ? TestCertificates.Write(folder) : null;
            await File.WriteAllTextAsync(Path.Combine(folder, "password"), password);
            await UnprivilegedProcess.OwnAsync(folder);
            await UnprivilegedProcess.RunAsync(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "--no-sync", "--no-locale",
                "--encoding=UTF8", "--auth-local=trust", "--auth-host=scram-sha-256", $"--pwfile={folder}/password");
            var port = await StartOnFreePortAsync(binaries, folder, data, maximumConnections, certificates);
            return new PostgresServer(folder, port, password, certificates, keeper);
        }
        catch
        {
            await EndAsync(keeper);
            throw;
        }
    }

    /// <summary>Where the log ends now, to be handed to <see cref="ReadLogAsync"/> later.</summary>
    public long LogPosition => new FileInfo(LogFile).Length;

    /// <summary>The server's log, every statement in it, from a position on.</summary>
    public async Task<string> ReadLogAsync(long from = 0)
    {
        await using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = from;
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(_keeper);

    private string LogFile => Path.Combine(_folder, "log");

    // The keeper waits for the end of its input, which comes when it is closed below or when this process dies, even if killed.
    private static Process StartKeeper(string binaries, string folder, string data) => UnprivilegedProcess.StartDetached(
        $"cat > /dev/null; '{binaries}/pg_ctl' stop -D '{data}' -m immediate > /dev/null 2>&1; rm -rf '{folder}'/* ; rmdir '{folder}' 2> /dev/null; true");

    private static async Task EndAsync(Process keeper)
    {
        using (keeper)
        {
            var folder = keeper.StartInfo.ArgumentList[^1].Split("rmdir '")[1].Split('\'')[0];
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync();
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<int> StartOnFreePortAsync(
        string binaries, string folder, string data, int maximumConnections, TestCertificates? certificates)
    {
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Free();
            await File.WriteAllTextAsync(Path.Combine(data, "postgresql.auto.conf"), $"""
                listen_addresses = '127.0.0.1,::1'
                port = {port}
                unix_socket_directories = '{folder}'
                max_connections = {maximumConnections}
                fsync = off
                synchronous_commit = off
                full_page_writes = off
                log_statement = all
                log_line_prefix = '%m [%p] %u@%d '
                lc_messages = 'C'
                ssl = {(certificates is null ? "off" : "on")}
                ssl_cert_file = '{folder}/{TestCertificates.ServerCertificateFile}'
                ssl_key_file = '{folder}/{TestCertificates.ServerKeyFile}'

                """);
            try
            {
                await UnprivilegedProcess.RunAsync(Path.Combine(binaries, "pg_ctl"), "start", "-w", "-s", "-D", data, "-l", Path.Combine(folder, "log"));
                return port;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else took the port in between.
            }
        }
    }
}
