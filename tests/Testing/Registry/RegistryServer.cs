using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Testing.Postgres;

namespace Mendix.PrivateCloud.Testing.Registry;

/// <summary>
/// Docker's own registry on a free loopback port, with a folder of its own. It ends with <see cref="DisposeAsync"/>, and also when this
/// process dies in any other way.
/// </summary>
public sealed class RegistryServer : IAsyncDisposable
{
    /// <summary>The account of a registry that wants a login.</summary>
    public const string UserName = "pusher";

    /// <summary>Its password.</summary>
    public const string Password = "registry-Pa55word";

    private readonly string _folder;
    private readonly Process _keeper;

    private RegistryServer(string folder, int port, TestCertificates? certificates, string? login, Process keeper) =>
        (_folder, Port, Certificates, Login, _keeper) = (folder, port, certificates, login, keeper);

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Host and port, as in image names.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>What its TLS rests on; null when it speaks plain http.</summary>
    public TestCertificates? Certificates { get; }

    /// <summary>User name and password with a colon between; null when it wants none.</summary>
    public string? Login { get; }

    /// <summary>Makes and starts a registry.</summary>
    /// <param name="tls">Whether it speaks TLS, with a certificate of its own authority, for 127.0.0.1.</param>
    /// <param name="login">Whether it wants a login.</param>
    /// <param name="moreSettings">More of its configuration file, such as another <c>auth</c> section.</param>
    /// <param name="userName">Whom it lets in where it wants a login.</param>
    /// <param name="password">With what.</param>
    public static async Task<RegistryServer> StartAsync(
        bool tls = false, bool login = false, string moreSettings = "", string userName = UserName, string password = Password)
    {
        var folder = Directory.CreateTempSubdirectory("mxpc-registry-").FullName;
        var certificates = tls ? TestCertificates.Write(folder) : null;
        if (login)
        {
            var passwords = await ToolRunner.RunAsync("htpasswd", "-Bbn", userName, password);
            await File.WriteAllTextAsync(Path.Combine(folder, "htpasswd"), passwords);
        }

        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            await File.WriteAllTextAsync(Path.Combine(folder, "config.yml"), Settings(folder, port, tls, login) + moreSettings);
            var keeper = StartKeeper(folder);
            if (await ListensAsync(port) && !(await File.ReadAllTextAsync(Path.Combine(folder, "log"))).Contains("address already in use", StringComparison.Ordinal))
            {
                return new RegistryServer(folder, port, certificates, login ? $"{userName}:{password}" : null, keeper);
            }

            // Somebody else took the port in between.
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync();
            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"The registry does not start: {await File.ReadAllTextAsync(Path.Combine(folder, "log"))}");
            }
        }
    }

    /// <summary>Everything that it keeps, one line each, without uploads that are under way.</summary>
    public IReadOnlyList<string> Inventory()
    {
        var data = Path.Combine(_folder, "data");
        return !Directory.Exists(data) ? [] : [.. Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/_uploads/", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(data, file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Uploads whose bytes it keeps because they are neither finished nor given up.</summary>
    /// <param name="repository">Those to one repository; to all by default.</param>
    public int CountUploads(string? repository = null) => Directory.EnumerateFiles(Path.Combine(_folder, "data"), "data", SearchOption.AllDirectories)
        .Count(file => file.Contains($"{(repository is null ? "" : $"/{repository}")}/_uploads/", StringComparison.Ordinal));

    /// <summary>Each request that it answered, one line each, as its log tells them.</summary>
    public async Task<IReadOnlyList<string>> ReadLogAsync()
    {
        await using var file = new FileStream(Path.Combine(_folder, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Settings(string folder, int port, bool tls, bool login) => $"""
        version: 0.1
        log:
          level: warn
        storage:
          filesystem:
            rootdirectory: {folder}/data
          delete:
            enabled: true
        http:
          addr: 127.0.0.1:{port}
        {(tls ? $"  tls:\n    certificate: {folder}/{TestCertificates.ServerCertificateFile}\n    key: {folder}/{TestCertificates.ServerKeyFile}" : "")}
        {(login ? $"auth:\n  htpasswd:\n    realm: test\n    path: {folder}/htpasswd" : "")}

        """;

    /// <summary>The registry ends when our end of the pipe is closed, by whatever.</summary>
    private static Process StartKeeper(string folder) => Process.Start(new ProcessStartInfo(
        "sh", ["-c", "docker-registry serve config.yml > log 2>&1 & registry=$!; cat > /dev/null; kill $registry 2> /dev/null; wait $registry 2> /dev/null; true"])
    {
        RedirectStandardInput = true,
        WorkingDirectory = folder,
    })!;

    private static async Task<bool> ListensAsync(int port)
    {
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < TimeSpan.FromSeconds(20))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
