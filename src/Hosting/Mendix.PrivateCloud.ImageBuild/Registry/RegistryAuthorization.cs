using System.Net.Http.Headers;
using System.Text;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Tells one registry who we are, in the way it asks for.</summary>
internal sealed class RegistryAuthorization(RegistryContext context, string registry, RegistryCredential? credential, IReadOnlyList<string> scopes)
{
    /// <summary>What goes with each request; null while nothing was asked for.</summary>
    public AuthenticationHeaderValue? Header { get; private set; } =
        credential?.AccessToken is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;

    public bool IsAnonymous => credential is null;

    /// <summary>Answers a refusal.</summary>
    /// <returns>Whether there is something new to be tried.</returns>
    public async Task<bool> AnswerAsync(HttpResponseMessage refusal, CancellationToken cancellationToken)
    {
        var challenge = AuthenticationChallenge.Of(refusal);
        if (challenge is { IsBearer: true } && credential?.AccessToken is null)
        {
            // Also when there is a token already: it may have expired.
            Header = new AuthenticationHeaderValue("Bearer", await new TokenServer(context, registry).FetchAsync(challenge, credential, scopes, cancellationToken).ConfigureAwait(false));
            return true;
        }

        if (challenge is { IsBearer: false } && credential?.Secret is not null && Header is null)
        {
            Header = Basic(credential);
            return true;
        }

        return false;
    }

    public static AuthenticationHeaderValue Basic(RegistryCredential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Secret}")));
}
