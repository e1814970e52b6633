using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;

namespace Mendix.PrivateCloud.ReferenceHost.Clusters;

/// <summary>Brings the definitions of our kinds into a cluster, unless it has these or newer ones.</summary>
internal sealed class CustomResourceInstaller(KubernetesClient client, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>What was done, in words.</returns>
    /// <exception cref="HostException">They are missing, and the account may not install them.</exception>
    public async Task<string> InstallAsync(CancellationToken cancellationToken)
    {
        var wanted = CustomResourceDefinitions.All;
        try
        {
            List<CustomResourceDefinition> outdated = [];
            var newer = 0;
            foreach (var definition in wanted)
            {
                SchemaVersion.Mark(definition);
                var present = await client.FindAsync<CustomResourceDefinition>(null, definition.Metadata.Name!, cancellationToken);
                newer += SchemaVersion.IsNewer(present, definition) ? 1 : 0;
                if (SchemaVersion.IsOutdated(present, definition))
                {
                    outdated.Add(definition);
                }
            }

            foreach (var definition in outdated)
            {
                await client.ApplyAsync(definition, new ApplyOptions { FieldManager = "mendix-private-cloud-host" }, cancellationToken);
            }

            foreach (var definition in outdated)
            {
                await WaitUntilServedAsync(definition, cancellationToken);
            }

            return (outdated.Count, newer) switch
            {
                (0, 0) => $"Found all {wanted.Count} custom resource definitions up to date",
                (0, _) => $"Left {newer} custom resource definitions of a newer version as they are",
                var (count, _) when count == wanted.Count => $"Installed {count} custom resource definitions",
                var (count, _) => $"Installed or updated {count} of {wanted.Count} custom resource definitions",
            };
        }
        catch (KubernetesException exception) when (exception.IsForbidden)
        {
            return await UseWhatIsThereAsync(wanted, exception, cancellationToken);
        }
    }

    private async Task<string> UseWhatIsThereAsync(
        IReadOnlyList<CustomResourceDefinition> wanted, KubernetesException refusal, CancellationToken cancellationToken)
    {
        if (await client.HasKindAsync<MendixApp>(cancellationToken) && await client.HasKindAsync<StoragePlan>(cancellationToken))
        {
            return "Used the custom resource definitions that are there; this account may not look whether they are up to date";
        }

        throw new HostException(
            ExitCodes.ClusterUnusable,
            $"The cluster lacks the custom resource definitions ({wanted.Count} of them), and this account may not install them: {refusal.Message} "
            + "Have an administrator run: kubectl apply --server-side -f deploy/crds");
    }

    private async Task WaitUntilServedAsync(CustomResourceDefinition definition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var present = await client.FindAsync<CustomResourceDefinition>(null, definition.Metadata.Name!, cancellationToken);
            if (present?.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: ConditionStatus.True }) == true)
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
