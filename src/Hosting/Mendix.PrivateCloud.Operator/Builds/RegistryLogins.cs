using System.Text;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Who we are at the registry of a namespace. Read at each build, so that nothing is kept and a change counts at once.</summary>
internal sealed class RegistryLogins(KubernetesClient client, OpenShiftLogin openShift, IEnumerable<IRegistryLogin> others)
{
    private static readonly string[] DockerKeys = [".dockerconfigjson", ".dockercfg"];

    /// <summary>The kinds of registry beyond our own that somebody registered.</summary>
    public IEnumerable<string> Types => others.Select(login => login.Type);

    /// <param name="space">The namespace.</param>
    /// <param name="settings">Which registry, and as whom.</param>
    /// <param name="connections">How the build connects.</param>
    /// <param name="cancellationToken">Ends the login.</param>
    /// <exception cref="ImageBuildException">There are no credentials where there should be.</exception>
    public async Task<RegistryCredentials> LogInAsync(string space, BuildSettings settings, ImageBuildOptions connections, CancellationToken cancellationToken)
    {
        var (host, credential, secret) = await FindAsync(space, settings, connections, cancellationToken);
        var docker = DockerConfigOf(secret);
        return credential is null ? docker ?? RegistryCredentials.Anonymous : RegistryCredentials.From((image, token) =>
            string.Equals(image.Registry, host, StringComparison.OrdinalIgnoreCase) ? ValueTask.FromResult<RegistryCredential?>(credential)
            : docker is not null ? docker.FindAsync(image, token)
            : ValueTask.FromResult<RegistryCredential?>(null));
    }

    /// <summary>The same for another program: a <c>config.json</c> of Docker; null where nobody has to log in.</summary>
    /// <exception cref="ImageBuildException">There are no credentials where there should be.</exception>
    public async Task<byte[]?> WriteAsync(string space, BuildSettings settings, ImageBuildOptions connections, CancellationToken cancellationToken)
    {
        var (host, credential, secret) = await FindAsync(space, settings, connections, cancellationToken);
        var docker = DockerConfigOf(secret) is null ? null : BytesOf(secret);
        return credential is null ? docker : credential.ToDockerConfig(host, docker);
    }

    private async Task<(string Host, RegistryCredential? Credential, Secret? Secret)> FindAsync(
        string space, BuildSettings settings, ImageBuildOptions connections, CancellationToken cancellationToken)
    {
        var secret = await FindSecretAsync(space, settings.CredentialsSecretName, cancellationToken);
        var host = settings.PushTo.Split('/')[0];
        var credential = settings.IsOpenShift
            ? await openShift.LogInAsync(space, host, cancellationToken)
            : await LogInAsync(settings, host, secret, connections, cancellationToken);
        return (host, credential, secret);
    }

    private async Task<RegistryCredential?> LogInAsync(
        BuildSettings settings, string host, Secret? secret, ImageBuildOptions connections, CancellationToken cancellationToken)
    {
        if (others.FirstOrDefault(login => login.Type == settings.Type) is { } login)
        {
            using var handler = connections.CreateHandler();
            return await login.LogInAsync(new RegistryLoginRequest(host) { Region = settings.Region, Secret = TextsOf(secret), Handler = handler }, cancellationToken);
        }

        if (settings.Type == RegistryTypes.AmazonEcr)
        {
            throw new ImageBuildException(
                ImageBuildFailure.Configuration,
                $"This operator cannot log in to registries of the type {settings.Type}.",
                "Add the package Mendix.PrivateCloud.ImageBuild.Ecr to it and call AddEcr(), or use a docker-registry Secret and the type generic.");
        }

        var texts = TextsOf(secret);
        return secret is null || BytesOf(secret) is not null ? null
            : texts.TryGetValue("username", out var userName) && texts.TryGetValue("password", out var password) ? RegistryCredential.Password(userName, password)
            : throw Unusable(secret, "holds neither .dockerconfigjson nor username and password");
    }

    private async Task<Secret?> FindSecretAsync(string space, string? name, CancellationToken cancellationToken) => name is null ? null
        : await client.FindAsync<Secret>(space, name, cancellationToken) ?? throw new ImageBuildException(
            ImageBuildFailure.Configuration,
            $"The Secret '{name}', which spec.registry.credentialsSecretName of the OperatorConfiguration names, does not exist.",
            $"Create it in the namespace '{space}', for instance with kubectl create secret docker-registry.");

    private static byte[]? BytesOf(Secret? secret) => DockerKeys.Select(key => secret?.Data?.GetValueOrDefault(key)).FirstOrDefault(found => found is not null);

    private static RegistryCredentials? DockerConfigOf(Secret? secret)
    {
        if (BytesOf(secret) is not { } config)
        {
            return null;
        }

        try
        {
            return RegistryCredentials.FromDockerConfig(config);
        }
        catch (FormatException exception)
        {
            throw Unusable(secret!, $"cannot be used: {exception.Message.TrimEnd('.')}");
        }
    }

    private static Dictionary<string, string> TextsOf(Secret? secret) =>
        (secret?.Data ?? []).ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetString(pair.Value).TrimEnd('\n', '\r'), StringComparer.Ordinal);

    private static ImageBuildException Unusable(Secret secret, string problem) => new(
        ImageBuildFailure.Configuration,
        $"The Secret '{secret.Metadata.Name}', which spec.registry.credentialsSecretName of the OperatorConfiguration names, {problem}.",
        "Create it anew with kubectl create secret docker-registry.");
}
