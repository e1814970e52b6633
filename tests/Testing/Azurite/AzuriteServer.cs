using System.Diagnostics;
using System.Security.Cryptography;

namespace Mendix.PrivateCloud.Testing.Azurite;

/// <summary>
/// Azure's own Blob emulator for tests: on a free loopback port, in memory, each account with a key of its own. It ends with
/// <see cref="DisposeAsync"/>, and also when this process dies in any other way.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Listening = "successfully listens on ";

    private readonly Process _keeper;

    private AzuriteServer(string address, IEnumerable<(string Name, string Key)> accounts, Process keeper)
    {
        Accounts = [.. accounts.Select(account => new AzuriteAccount($"{address}/{account.Name}", account.Name, account.Key))];
        _keeper = keeper;
    }

    /// <summary>Its accounts, in the order in which they were asked for.</summary>
    public IReadOnlyList<AzuriteAccount> Accounts { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="accountNames">3 to 24 lower-case letters and digits each.</param>
    public static async Task<AzuriteServer> StartAsync(params IReadOnlyList<string> accountNames)
    {
        if (AzuriteProgram.SkipReason is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var accounts = accountNames.Select(name => (Name: name, Key: Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)))).ToList();
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
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(account => $"{account.Name}:{account.Key}"));
        var keeper = Process.Start(start)!;
        return new AzuriteServer(await AddressAsync(keeper), accounts, keeper);
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
