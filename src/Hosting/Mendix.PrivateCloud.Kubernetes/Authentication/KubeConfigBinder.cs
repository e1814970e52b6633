namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>From a context to the options of a client.</summary>
internal static class KubeConfigBinder
{
    public static KubernetesClientOptions Bind(MergedKubeConfig config, string? contextName)
    {
        contextName ??= config.CurrentContext ?? throw new KubernetesConfigurationException(
            $"current-context is not set in {config.Names}. Set it, or name one of its contexts: {Listed(config, "contexts")}.");
        var context = Find(config, "contexts", "context", contextName);
        var options = new KubernetesClientOptions();
        var cluster = Find(config, "clusters", "cluster", Required(context, "cluster"));
        BindCluster(options, cluster);
        if (context.Text("user") is { } user)
        {
            BindUser(options, Find(config, "users", "user", user), cluster);
        }

        options.Namespace = context.Text("namespace") ?? options.Namespace;
        return options;
    }

    private static void BindCluster(KubernetesClientOptions options, KubeConfigNode cluster)
    {
        options.Server = AddressOf(cluster, "server", Required(cluster, "server"));
        options.SkipTlsVerify = cluster.Flag("insecure-skip-tls-verify");
        options.TlsServerName = cluster.Text("tls-server-name");
        options.Proxy = cluster.Text("proxy-url") is { } proxy ? AddressOf(cluster, "proxy-url", proxy) : null;
        if (cluster.DataOrFile("certificate-authority-data", "certificate-authority") is { } authorities)
        {
            options.CertificateAuthorities.AddRange(Certificates.LoadAuthorities(authorities, $"certificate-authority of {cluster.Place}"));
        }
    }

    private static void BindUser(KubernetesClientOptions options, KubeConfigNode user, KubeConfigNode cluster)
    {
        var certificate = user.DataOrFile("client-certificate-data", "client-certificate");
        var key = user.DataOrFile("client-key-data", "client-key");
        if (certificate is not null || key is not null)
        {
            options.ClientCertificate = Certificates.LoadWithKey(
                certificate ?? throw Missing(user, "client-certificate", "client-key is set without it"),
                key ?? throw Missing(user, "client-key", "client-certificate is set without it"),
                $"client-certificate and client-key of {user.Place}");
        }

        options.Credential = CredentialOf(user, cluster);
    }

    private static KubernetesCredential? CredentialOf(KubeConfigNode user, KubeConfigNode cluster)
    {
        // The order of kubectl: a token file wins over a token, and both over a plugin.
        if (user.FilePath("tokenFile") is { } tokenFile)
        {
            return new TokenFileCredential(tokenFile);
        }

        if (user.Text("token") is { } token)
        {
            return new TokenCredential(token);
        }

        if (user.Text("username") is { } userName)
        {
            return new BasicCredential(userName, user.Text("password") ?? "");
        }

        if (user.Child("exec") is { } exec)
        {
            return new ExecCredential(ExecPlugin.Bind(exec, cluster));
        }

        return user.Child("auth-provider") is { } provider
            ? throw new KubernetesConfigurationException(
                $"{provider.Place}: auth-provider was removed from Kubernetes in 1.26. Use the provider's exec plugin (users[].user.exec) instead.")
            : null;
    }

    private static Uri AddressOf(KubeConfigNode node, string field, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "socks5"
            ? address
            : throw new KubernetesConfigurationException($"{field} of {node.Place} is not an address that begins with https:// or http://.");

    private static KubeConfigNode Find(MergedKubeConfig config, string list, string body, string name) =>
        config.Find(list, body, name)
        ?? throw new KubernetesConfigurationException($"There is no {body} '{name}' in {config.Names}; {list} are: {Listed(config, list)}.");

    private static string Listed(MergedKubeConfig config, string list) => string.Join(", ", config.NamesOf(list)) is { Length: > 0 } names ? names : "none";

    private static string Required(KubeConfigNode node, string field) => node.Text(field) ?? throw Missing(node, field, "it is required");

    private static KubernetesConfigurationException Missing(KubeConfigNode node, string field, string why) => new($"{field} is missing from {node.Place}; {why}.");
}
