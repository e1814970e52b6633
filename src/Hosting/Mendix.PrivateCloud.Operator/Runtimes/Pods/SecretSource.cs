using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>
/// Where credentials come from that no storage plan made (documented in the reference): a SecretProviderClass of the app's name, else a
/// Secret of that name; each must say by its annotation that the app may use it.
/// </summary>
/// <param name="Class">The SecretProviderClass to mount.</param>
/// <param name="Secret">The Secret to mount.</param>
internal sealed record SecretSource(SecretProviderClass? Class, Secret? Secret)
{
    public const string VolumeName = "secrets";

    public static SecretSource None { get; } = new(null, null);

    public bool IsExternal => Class is not null || Secret is not null;

    /// <summary>Changes when the content does, as far as the operator can see it: what a driver brings, it brings to the pods alone.</summary>
    public string? Digest => Class is null ? Secret?.Metadata.Annotations?.GetValueOrDefault(Labels.SettingsDigest) : null;

    public static (SecretSource Source, Verdict? Problem) Find(ClusterView view, Runtime runtime)
    {
        if (runtime.Spec!.ExternalSecrets != true)
        {
            return (None, null);
        }

        var (space, name) = (runtime.Metadata.Namespace!, AppNames.ExternalSecrets(runtime.Spec.AppName));
        var provider = view.SecretProviderClasses.Find(space, name);
        if (IsMarked(provider, Labels.EnvironmentClass))
        {
            return (new SecretSource(provider, null), null);
        }

        var secret = view.Secrets.Find(space, name);
        return IsMarked(secret, Labels.EnvironmentSecret) ? (new SecretSource(null, secret), null) : (None, Missing(name, provider, secret));
    }

    public Volume? Volume(string app) => (Class, Secret) switch
    {
        ({ Metadata.Name: { } name }, _) => new Volume
        {
            Name = VolumeName,
            Csi = new CsiVolumeSource { Driver = "secrets-store.csi.k8s.io", ReadOnly = true, VolumeAttributes = new() { ["secretProviderClass"] = name } },
        },
        (_, not null) => new Volume { Name = VolumeName, Secret = new SecretVolumeSource { SecretName = AppNames.ExternalSecrets(app) } },
        _ => null,
    };

    private static bool IsMarked(IKubernetesObject? found, string annotation) => found?.Metadata.Annotations?.GetValueOrDefault(annotation) == "true";

    private static Verdict Missing(string name, SecretProviderClass? provider, Secret? secret)
    {
        var (found, annotation) = provider is not null ? (provider.ToString(), Labels.EnvironmentClass)
            : secret is not null ? (secret.ToString(), Labels.EnvironmentSecret)
            : ("", "");
        return Verdict.Failed(
            Reasons.MissingCredentials,
            "spec.allowOverrideSecretsWithSecretStoreCSIDriver is true, but " + (found.Length > 0
                ? $"{found} does not say that this app may use it. Give it the annotation {annotation}: \"true\"."
                : $"there is neither a SecretProviderClass nor a Secret '{name}'. Create one, with the annotation {Labels.EnvironmentClass} or {Labels.EnvironmentSecret}: \"true\"."));
    }
}
