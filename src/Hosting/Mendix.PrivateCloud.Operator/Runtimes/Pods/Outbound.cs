using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Connections;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>How the containers of an app reach the world outside of the cluster: through which proxy, and whom they trust there.</summary>
internal static class Outbound
{
    public const string AuthoritiesVolume = "ca";

    private const int DefaultPort = 80;

    /// <summary>The file with the authorities that the runtime trusts beside the usual ones; null where there is none.</summary>
    public static string? AuthoritiesFile(RuntimeSpec spec) =>
        string.IsNullOrEmpty(spec.CustomCASecretName) ? null : $"{PodMounts.Root}/{AuthoritiesVolume}/{NamespaceConnections.AuthoritiesKey}";

    /// <summary>The variables that most programs read.</summary>
    public static IEnumerable<EnvVar> Variables(OperatorProxy? proxy)
    {
        if (NamespaceProxy.Of(proxy) is not { } whole)
        {
            yield break;
        }

        if (whole.Http is not null)
        {
            yield return new EnvVar { Name = "HTTP_PROXY", Value = whole.Http };
        }

        yield return new EnvVar { Name = "HTTPS_PROXY", Value = whole.Https };
        yield return new EnvVar { Name = "NO_PROXY", Value = string.Join(',', whole.Direct) };
    }

    /// <summary>The options that Java reads instead; empty without a proxy. They stand before the user's, because Java takes the last.</summary>
    public static string JavaOptions(OperatorProxy? proxy)
    {
        if (NamespaceProxy.Of(proxy) is not { } whole)
        {
            return "";
        }

        var options = new List<string>();
        Add("http", whole.Http);
        Add("https", whole.Https);
        // One list for both, in a form of its own.
        options.Add($"-Dhttp.nonProxyHosts={string.Join('|', whole.Direct.Select(host => host.StartsWith('.') ? $"*{host}" : host))}");
        return string.Join(' ', options);

        void Add(string scheme, string? address)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                options.Add($"-D{scheme}.proxyHost={uri.Host} -D{scheme}.proxyPort={(uri.Port > 0 ? uri.Port : DefaultPort)}");
            }
        }
    }
}
