using System.Text;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>The random password of the runtime's administration port, in the documented Secret <c>&lt;env&gt;-m2ee</c>.</summary>
internal sealed class AdminPassword(KubernetesClient client, ClusterView view, ClusterWriter writer, OwnerCheck owners)
{
    public const string Key = "adminpassword";

    /// <summary>The Secret as it is, or made now. It is created and never applied: a second attempt must not change the password.</summary>
    /// <exception cref="UnmetWishException">There is such a Secret, and it is not this runtime's.</exception>
    public async Task<Secret> EnsureAsync(Runtime runtime, CancellationToken cancellationToken)
    {
        var (namespaceName, name) = (runtime.Metadata.Namespace!, AppNames.AdminPasswordSecret(runtime.Spec!.AppName));
        var secret = view.Secrets.Find(namespaceName, name);
        if (secret is null)
        {
            try
            {
                var made = Render(runtime, name);
                await owners.BeforeMakingAsync(made, cancellationToken);
                return await client.CreateAsync(made, cancellationToken);
            }
            catch (KubernetesException exception) when (exception.IsAlreadyExists)
            {
                secret = await client.GetAsync<Secret>(namespaceName, name, cancellationToken);
            }
            catch (KubernetesException exception) when (exception.IsInvalid || exception.IsForbidden)
            {
                throw UnmetWishException.Refused(new Secret { Metadata = new ObjectMeta { Namespace = namespaceName, Name = name } }, exception);
            }
        }

        // Owner and labels only, as after a restore; the password stays as it is.
        return await writer.ApplyAsync(new Secret { Metadata = Owners.Child(runtime, name, runtime.Spec.AppName) }, secret, cancellationToken);
    }

    private static Secret Render(Runtime runtime, string name) => new()
    {
        Metadata = Owners.Child(runtime, name, runtime.Spec!.AppName),
        Type = "Opaque",
        Data = new Dictionary<string, byte[]> { [Key] = Encoding.UTF8.GetBytes(SecretValue.Random().Reveal()) },
    };
}
