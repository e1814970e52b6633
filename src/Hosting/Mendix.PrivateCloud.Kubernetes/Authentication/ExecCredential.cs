using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// What a credential plugin answers, kept until it expires. One call of the plugin at a time; a refusal by the server makes it be called
/// again.
/// </summary>
internal sealed class ExecCredential(ExecPlugin plugin) : KubernetesCredential, IDisposable
{
    // A token that expires on its way to the server is refused, so it is renewed a little before.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile ExecResult? _current;

    public override X509Certificate2? Certificate => _current?.Certificate;

    public override async ValueTask<AuthenticationHeaderValue?> GetAuthorizationAsync(
        TimeProvider timeProvider, bool refresh, CancellationToken cancellationToken = default)
    {
        var known = _current;
        if (!refresh && IsFresh(known, timeProvider))
        {
            return known!.Authorization;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever waited here takes what the one before it got.
            if (ReferenceEquals(known, _current) || !IsFresh(_current, timeProvider))
            {
                _current = await ExecRunner.RunAsync(plugin, cancellationToken).ConfigureAwait(false);
            }

            return _current!.Authorization;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    public override string ToString() => plugin.ToString();

    private static bool IsFresh(ExecResult? result, TimeProvider time) =>
        result is not null && (result.Expires is not { } expires || expires - Margin > time.GetUtcNow());
}
