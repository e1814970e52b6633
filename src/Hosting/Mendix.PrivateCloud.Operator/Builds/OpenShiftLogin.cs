using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Logs in to the registry of an OpenShift cluster as the account <c>builder</c>, which every project has.</summary>
internal sealed class OpenShiftLogin(KubernetesClient client)
{
    public const string Account = "builder";

    private const string DockerSecretPrefix = $"{Account}-dockercfg-";

    // Longer than a build may take.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    /// <exception cref="ImageBuildException">There are no credentials to be had.</exception>
    public async Task<RegistryCredential> LogInAsync(string space, string host, CancellationToken cancellationToken)
    {
        try
        {
            // The registry looks at the token only; the name may be anything.
            return RegistryCredential.Password(Account, (await client.CreateTokenAsync(space, Account, Lifetime, cancellationToken)).Reveal());
        }
        catch (KubernetesException exception) when (exception.IsForbidden)
        {
            // Nothing tells when a right is given.
            throw new ImageBuildException(
                ImageBuildFailure.Transient,
                $"The operator may not make a token of the ServiceAccount '{Account}' in the namespace '{space}'.",
                "It can be tried again. Give the operator the right to create serviceaccounts/token there.",
                exception);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return await FromSecretAsync(space, host, cancellationToken) ?? throw new ImageBuildException(
                ImageBuildFailure.Transient,
                $"The namespace '{space}' has no ServiceAccount '{Account}' that opens the registry {host}.",
                "It can be tried again. On a cluster that is not OpenShift, set another spec.registry.type in the OperatorConfiguration.",
                exception);
        }
    }

    /// <summary>OpenShift 3 makes no tokens on demand, and keeps one in a Secret.</summary>
    private async Task<RegistryCredential?> FromSecretAsync(string space, string host, CancellationToken cancellationToken)
    {
        var account = await client.FindAsync<ServiceAccount>(space, Account, cancellationToken);
        var name = account?.Secrets?.Select(secret => secret.Name).FirstOrDefault(name => name?.StartsWith(DockerSecretPrefix, StringComparison.Ordinal) == true);
        var config = name is null ? null : (await client.FindAsync<Secret>(space, name, cancellationToken))?.Data?.GetValueOrDefault(".dockercfg");
        return config is null ? null
            : await RegistryCredentials.FromDockerConfig(config).FindAsync(ImageReference.Parse($"{host}/{space}/image:tag"), cancellationToken);
    }
}
