using System.Diagnostics;
using System.Security.Cryptography;

namespace Mendix.PrivateCloud.Testing.Azurite;

/// <summary>
/// Azure's own Blob emulator for tests: on a free loopback port, in memory, with one account under a key of its own. It ends
/// with <see cref="DisposeAsync"/>, and also when this process dies in any other way.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Listening = "successfully listens on ";

    private readonly Process _keeper;

    private AzuriteServer(string address, string accountKey, Process keeper) =>
        (Endpoint, AccountKey, _keeper) = ($"{address}/{AccountName}", accountKey, keeper);

    /// <summary>Address of the account's blobs.</summary>
    public string Endpoint { get; }

    /// <summary>Its one account.</summary>
    public string AccountName { get; } = "mendixtests";

    /// <summary>The key of that account.</summary>
    public string AccountKey { get; }

    /// <summary>Starts a server.</summary>
    public static async Task<AzuriteServer> StartAsync()
    {
        if (AzuriteProgram.SkipReason is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        // The reader waits for the end of this process's output, which comes when it is closed below or when this process
        // dies, even if killed. Asked politely, the server would wait until every client has closed its connections.
        var start = new ProcessStartInfo("setsid", ["sh", "-c",
            "exec 3<&0; { cat <&3; kill -9 $$; } > /dev/null 2>&1 & "
            + "exec node \"$1\" --inMemoryPersistence --blobHost 127.0.0.1 --blobPort 0 --disableTelemetry --skipApiVersionCheck < /dev/null 3<&-",
            "sh", AzuriteProgram.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"mendixtests:{key}";
        var keeper = Process.Start(start)!;
        return new AzuriteServer(await AddressAsync(keeper), key, keeper);
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_keeper)
        {
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync();
        }
    }

    private static async Task<string> AddressAsync(Process keeper)
    {
        var errors = keeper.StandardError.ReadToEndAsync();
        while (await keeper.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var found)
            {
                // It writes a line a request; an unread pipe would stop it.
                _ = keeper.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return line[(found + Listening.Length)..].Trim();
            }
        }

        throw new InvalidOperationException($"Azurite did not start: {await errors}");
    }
}
