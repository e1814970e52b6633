using Mendix.PrivateCloud.Testing.Azurite;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>One server for all fixtures of this assembly, and an account for each, so that none sees what another does.</summary>
internal static class SharedAzurite
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static AzuriteServer? _server;
    private static int _users;

    /// <summary>The account of a fixture; the server starts with the first one.</summary>
    public static async Task<AzuriteAccount> AcquireAsync(int index)
    {
        await Gate.WaitAsync();
        try
        {
            _server ??= await AzuriteServer.StartAsync("mendixtests", "mendixsignature", "mendixkey", "mendixexisting");
            _users++;
            return _server.Accounts[index];
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Ends the server with its last user.</summary>
    public static async Task ReleaseAsync()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            await _server!.DisposeAsync();
            _server = null;
        }
    }
}
