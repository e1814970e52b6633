using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Shared.Connections;

/// <summary>One client, or pool, per account. A changed secret makes a new one and the old one goes.</summary>
/// <typeparam name="TAccount">What tells accounts apart, the secret aside.</typeparam>
/// <typeparam name="TClient">What reaches the server; disposed of at the end if it can be.</typeparam>
internal sealed class ClientPerAccount<TAccount, TClient> : IDisposable
    where TAccount : notnull
    where TClient : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TAccount, Entry> _clients = [];
    private bool _disposed;

    /// <summary>The account's client. Ask for it anew before each use: it may have been replaced.</summary>
    /// <param name="account">Whose client.</param>
    /// <param name="secret">The account's secret by now.</param>
    /// <param name="make">Makes the client.</param>
    /// <param name="retire">Gets the client of a former secret.</param>
    public TClient Of(TAccount account, SecretValue secret, Func<TClient> make, Action<TClient> retire)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_clients.TryGetValue(account, out var known))
            {
                if (known.Secret.Equals(secret))
                {
                    return known.Client;
                }

                retire(known.Client);
            }

            var client = make();
            _clients[account] = new Entry(secret, client);
            return client;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var client in _clients.Values.Select(entry => entry.Client).OfType<IDisposable>())
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    private sealed record Entry(SecretValue Secret, TClient Client);
}
