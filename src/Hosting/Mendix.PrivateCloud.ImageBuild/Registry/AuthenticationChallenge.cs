using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>How a registry wants to be told who we are.</summary>
/// <param name="IsBearer">By an access token of its token server; otherwise by user name and password.</param>
/// <param name="Realm">The token server's address.</param>
/// <param name="Service">What the token server calls the registry.</param>
internal sealed partial record AuthenticationChallenge(bool IsBearer, string? Realm = null, string? Service = null)
{
    /// <returns>The best of those offered; null when none is understood.</returns>
    public static AuthenticationChallenge? Of(HttpResponseMessage response)
    {
        AuthenticationChallenge? basic = null;
        foreach (AuthenticationHeaderValue offer in response.Headers.WwwAuthenticate)
        {
            if (offer.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            {
                var values = Parameter().Matches(offer.Parameter ?? "")
                    .GroupBy(match => match.Groups[1].Value, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(group => group.Key, group => group.First().Groups[2].Value + group.First().Groups[3].Value, StringComparer.OrdinalIgnoreCase);
                return new AuthenticationChallenge(true, values.GetValueOrDefault("realm"), values.GetValueOrDefault("service"));
            }

            if (offer.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            {
                basic = new AuthenticationChallenge(false);
            }
        }

        return basic;
    }

    [GeneratedRegex("""([A-Za-z]+)=(?:"([^"]*)"|([^",\s]+))""")]
    private static partial Regex Parameter();
}
