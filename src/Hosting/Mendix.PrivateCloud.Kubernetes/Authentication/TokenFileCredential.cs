using System.Net.Http.Headers;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A bearer token in a file that somebody else renews, such as the kubelet; read again once a minute and after a refusal.</summary>
public sealed class TokenFileCredential : KubernetesCredential
{
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private Reading? _last;

    /// <summary>Names the file.</summary>
    /// <param name="path">The file that holds nothing but the token.</param>
    public TokenFileCredential(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <inheritdoc/>
    public override async ValueTask<AuthenticationHeaderValue?> GetAuthorizationAsync(
        TimeProvider timeProvider, bool refresh, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        var last = _last;
        if (refresh || last is null || timeProvider.GetElapsedTime(last.At) >= ReadInterval)
        {
            _last = last = await ReadAsync(last, timeProvider.GetTimestamp(), cancellationToken).ConfigureAwait(false);
        }

        return last.Header;
    }

    private async Task<Reading> ReadAsync(Reading? last, long now, CancellationToken cancellationToken)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(_path, cancellationToken).ConfigureAwait(false)).Trim();
            if (token.Length > 0)
            {
                return new Reading(new AuthenticationHeaderValue("Bearer", token), now);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (last is null)
            {
                throw new KubernetesConfigurationException($"The token file '{_path}' cannot be read: {exception.Message}", exception);
            }
        }

        // In the middle of being replaced: the token we have is good for a while yet.
        return last ?? throw new KubernetesConfigurationException($"The token file '{_path}' is empty. It must hold a bearer token.");
    }

    private sealed record Reading(AuthenticationHeaderValue Header, long At)
    {
        public override string ToString() => nameof(Reading);
    }
}
