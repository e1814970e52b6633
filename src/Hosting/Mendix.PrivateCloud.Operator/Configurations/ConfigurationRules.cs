using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Runtimes;
using Mendix.PrivateCloud.Operator.Runtimes.Rules;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>
/// What is wrong with an OperatorConfiguration: every fault by its field, with the remedy. One with a fault reaches no environment.
/// </summary>
internal static class ConfigurationRules
{
    public static IReadOnlyList<string> Problems(OperatorConfigurationSpec? spec) => spec is null
        ? []
        : [.. EndpointConfigurationRules.Problems(spec.Endpoint), .. Workload(spec), .. ConnectionProblems(spec), .. LicenseManager(spec.LicenseManager), .. Rollout(spec.Rollout)];

    /// <summary>The faults of what says how connections are made.</summary>
    public static IReadOnlyList<string> ConnectionProblems(OperatorConfigurationSpec? spec) => [.. Proxy(spec?.Proxy), .. CertificateSecret(spec?.CustomCASecretName)];

    // What an environment is given that wishes nothing of its own, but for the one thing that may make good what else is too little.
    private static IReadOnlyList<string> Workload(OperatorConfigurationSpec spec) => RuntimeRules.Problems(RuntimeRenderer.Render(
        new MendixApp
        {
            Metadata = new ObjectMeta { Namespace = "", Name = "", Uid = "" },
            Spec = new MendixAppSpec { JvmMemorySettings = new JvmMemorySettings { HeapLimit = "32Mi" } },
        },
        spec,
        image: "",
        appUrl: null).Spec!);

    private static IEnumerable<string> Proxy(OperatorProxy? proxy)
    {
        foreach (var (field, address) in new[] { ("spec.proxy.httpProxy", proxy?.HttpProxy), ("spec.proxy.httpsProxy", proxy?.HttpsProxy) })
        {
            if (string.IsNullOrWhiteSpace(address))
            {
                continue;
            }

            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
            {
                yield return $"{field} is not the address of a proxy. Write it as http://proxy.example.com:3128.";
            }
            else if (uri.UserInfo.Length > 0)
            {
                yield return $"{field} holds a password, which everybody who may read this object could read. Let the proxy know the cluster by its address instead.";
            }
        }
    }

    private static IEnumerable<string> CertificateSecret(string? name) => string.IsNullOrEmpty(name) || HostNames.IsObjectName(name)
        ? []
        : [$"spec.customCASecretName '{name}' cannot be the name of a Secret. Name a Secret of this namespace with the key custom.crt."];

    private static IEnumerable<string> LicenseManager(OperatorLicenseManager? manager)
    {
        if (!string.IsNullOrWhiteSpace(manager?.ServerUrl)
            && (!Uri.TryCreate(manager.ServerUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0))
        {
            yield return "spec.licenseManager.serverURL is not the address of a licence manager. Write it as http://mx-privatecloud-license-manager.pclm.svc:8080, without a password.";
        }

        if (manager?.CredentialsSecretName is { Length: > 0 } name && !HostNames.IsObjectName(name))
        {
            yield return $"spec.licenseManager.credentialsSecretName '{name}' cannot be the name of a Secret. Name a Secret of this namespace with the keys username and password.";
        }
    }

    private static IEnumerable<string> Rollout(OperatorRollout? rollout) => rollout?.MaxUnavailable is not { } limit || RolloutPlaces.IsValid(limit)
        ? []
        : [$"spec.rollout.maxUnavailable '{limit}' is neither a number from 1 nor a percentage from 1% to 100%. Write it as 3 or 10%."];
}
