using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary>
/// Finds credentials in a URL, whatever the driver. It looks for more than drivers take, because people try what works
/// elsewhere, and a plan's parameters are not secret.
/// </summary>
internal static partial class UrlCredentials
{
    public static bool AreIn(string url) => AreWrittenIn(url) || AreWrittenIn(Uri.UnescapeDataString(url));

    private static bool AreWrittenIn(string url) => Property().IsMatch(url) || BeforeHost().IsMatch(url) || OracleAccount().IsMatch(url);

    // user=, password=, trustStorePassword=, (PASSWORD=…), and the like, with a value.
    [GeneratedRegex(
        @"[?&;:,({]\s*(user|user_?name|uid|[\w.\-]*(password|passwd|passphrase|pwd|secret|token|access_?key|secret_?key|api_?key))\s*=\s*[^\s;&,)}]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Property();

    // //user:password@host. An @ among the properties is no credential, so this ends where they begin.
    [GeneratedRegex("//[^?;@]*@")]
    private static partial Regex BeforeHost();

    // jdbc:oracle:thin:user/password@host. A lone / asks for the wallet.
    [GeneratedRegex("^jdbc:oracle:[^:@]*:/?[^/@:(][^@(]*@", RegexOptions.IgnoreCase)]
    private static partial Regex OracleAccount();
}
