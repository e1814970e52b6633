using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;
using Mendix.PrivateCloud.ReferenceHost.Environments;
using Mendix.PrivateCloud.ReferenceHost.Output;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

/// <summary>Applies manifests by server-side apply: all of them, or, when the server refuses one, none.</summary>
internal sealed class ManifestApplier(KubernetesClient client)
{
    // Whoever needs something comes after it: an environment its plans, a plan its Secret, everything its namespace.
    private static readonly Type[] Order = [typeof(Namespace), typeof(Secret), typeof(ConfigMap), typeof(OperatorConfiguration), typeof(StoragePlan)];

    /// <summary>The order in which objects are applied.</summary>
    public static IReadOnlyList<HostManifest> Sorted(IEnumerable<HostManifest> manifests) =>
        [.. manifests.OrderBy(manifest => Array.IndexOf(Order, manifest.Resource.GetType()) is var index && index < 0 ? Order.Length : index)];

    /// <summary>Applies everything.</summary>
    /// <returns>The environments among it.</returns>
    /// <exception cref="HostException">The server refuses an object; nothing was applied.</exception>
    public async Task<IReadOnlyList<EnvironmentName>> ApplyAsync(IReadOnlyList<HostManifest> manifests, CancellationToken cancellationToken)
    {
        var sorted = Sorted(manifests);
        var problems = new List<HostProblem>();
        // A namespace is not there before it is applied, so what lives in it could not be tried out; it is harmless by itself.
        foreach (var manifest in sorted.Where(manifest => manifest.Resource is Namespace))
        {
            await ApplyAsync(manifest, dryRun: false, problems, cancellationToken);
        }

        var others = sorted.Where(manifest => manifest.Resource is not Namespace).ToList();
        foreach (var manifest in others)
        {
            await ApplyAsync(manifest, dryRun: true, problems, cancellationToken);
        }

        for (var index = 0; index < others.Count && problems.Count == 0; index++)
        {
            await ApplyAsync(others[index], dryRun: false, problems, cancellationToken);
        }

        return problems.Count == 0
            ? [.. others.Select(manifest => manifest.Resource).OfType<MendixApp>().Select(app => new EnvironmentName(app.Metadata.Namespace!, app.Metadata.Name!))]
            : throw new HostException(ExitCodes.BadInput, problems);
    }

    private async Task ApplyAsync(HostManifest manifest, bool dryRun, List<HostProblem> problems, CancellationToken cancellationToken)
    {
        // Without force: what somebody changed with other means is not silently set back.
        var options = new ApplyOptions { FieldManager = "mendix-private-cloud-host", Force = false, DryRun = dryRun };
        try
        {
            await (manifest.Resource switch
            {
                MendixApp app => client.ApplyAsync(app, options, cancellationToken) as Task,
                StoragePlan plan => client.ApplyAsync(plan, options, cancellationToken),
                OperatorConfiguration configuration => client.ApplyAsync(configuration, options, cancellationToken),
                StorageInstance instance => client.ApplyAsync(instance, options, cancellationToken),
                Build build => client.ApplyAsync(build, options, cancellationToken),
                Endpoint endpoint => client.ApplyAsync(endpoint, options, cancellationToken),
                Runtime runtime => client.ApplyAsync(runtime, options, cancellationToken),
                Secret secret => client.ApplyAsync(secret, options, cancellationToken),
                ConfigMap map => client.ApplyAsync(map, options, cancellationToken),
                Namespace space => client.ApplyAsync(space, options, cancellationToken),
                _ => throw new InvalidOperationException($"No way to apply a {manifest.Resource.Kind}."),
            });
        }
        catch (KubernetesException exception) when (exception.IsInvalid || exception.IsConflict || exception.IsNotFound)
        {
            problems.AddRange(Problems(manifest, exception));
        }
    }

    private static IEnumerable<HostProblem> Problems(HostManifest manifest, KubernetesException exception)
    {
        if (exception.Causes.Count == 0)
        {
            yield return At(manifest, exception.Message, null);
        }

        foreach (var cause in exception.Causes)
        {
            var message = exception.IsConflict
                ? $"{cause.Message}. Write into the file what the cluster has, or let the file win with kubectl apply --server-side --force-conflicts."
                : cause.Message ?? exception.Message;
            yield return At(manifest, message, cause.Field);
        }
    }

    private static HostProblem At(HostManifest manifest, string message, string? field) =>
        new($"{manifest.Resource.Kind} {manifest.Resource.Metadata.Name}: {message}") { File = manifest.Origin, Line = manifest.Line, Field = field };
}
