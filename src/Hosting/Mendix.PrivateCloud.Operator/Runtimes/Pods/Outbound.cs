using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>How the containers of an app reach the world outside of the cluster: through which proxy, and whom they trust there.</summary>
internal static class Outbound
{
    public const string AuthoritiesVolume = "ca";

    // The key is documented.
    private const string AuthoritiesKey = "custom.crt";

    private const int DefaultPort = 80;

    // The pod itself and the cluster are never reached through a proxy.
    private static readonly string[] Inside = ["localhost", "127.0.0.1", ".svc", ".cluster.local"];

    /// <summary>The file with the authorities that the runtime trusts beside the usual ones; null where there is none.</summary>
    public static string? AuthoritiesFile(RuntimeSpec spec) =>
        string.IsNullOrEmpty(spec.CustomCASecretName) ? null : $"{PodMounts.Root}/{AuthoritiesVolume}/{AuthoritiesKey}";

    /// <summary>The variables that most programs read.</summary>
    public static IEnumerable<EnvVar> Variables(OperatorProxy? proxy)
    {
        if (Https(proxy) is not { } https)
        {
            yield break;
        }

        if (!string.IsNullOrWhiteSpace(proxy!.HttpProxy))
        {
            yield return new EnvVar { Name = "HTTP_PROXY", Value = proxy.HttpProxy };
        }

        yield return new EnvVar { Name = "HTTPS_PROXY", Value = https };
        yield return new EnvVar { Name = "NO_PROXY", Value = string.Join(',', Direct(proxy)) };
    }

    /// <summary>The options that Java reads instead; empty without a proxy. They stand before the user's, because Java takes the last.</summary>
    public static string JavaOptions(OperatorProxy? proxy)
    {
        if (Https(proxy) is not { } https)
        {
            return "";
        }

        var options = new List<string>();
        Add("http", proxy!.HttpProxy);
        Add("https", https);
        // One list for both, in a form of its own.
        options.Add($"-Dhttp.nonProxyHosts={string.Join('|', Direct(proxy).Select(host => host.StartsWith('.') ? $"*{host}" : host))}");
        return string.Join(' ', options);

        void Add(string scheme, string? address)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                options.Add($"-D{scheme}.proxyHost={uri.Host} -D{scheme}.proxyPort={(uri.Port > 0 ? uri.Port : DefaultPort)}");
            }
        }
    }

    private static IEnumerable<string> Direct(OperatorProxy proxy) => Inside.Concat(proxy.NoProxy ?? []).Distinct(StringComparer.Ordinal);

    private static string? Https(OperatorProxy? proxy) =>
        !string.IsNullOrWhiteSpace(proxy?.HttpsProxy) ? proxy.HttpsProxy : !string.IsNullOrWhiteSpace(proxy?.HttpProxy) ? proxy.HttpProxy : null;
}
