using Mendix.PrivateCloud.Kubernetes.Manifests;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;
using Mendix.PrivateCloud.ReferenceHost.Output;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

/// <summary>Reads what is to be applied: the named files, or the sample.</summary>
internal static class ManifestFiles
{
    private static readonly string SampleFolder = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>The files that the options ask for, by name or by saying nothing.</summary>
    public static IReadOnlyList<string> Of(HostOptions options) => options switch
    {
        { Files.Count: > 0 } => options.Files,
        { UsesRealCluster: true } => [],
        { Postgres: not null } => [Path.Combine(SampleFolder, "postgres-environment.yaml")],
        _ => [Path.Combine(SampleFolder, "first-environment.yaml")],
    };

    /// <summary>A file as users know it.</summary>
    public static string Display(string file) =>
        file.StartsWith(SampleFolder, StringComparison.Ordinal) ? $"samples/{Path.GetFileName(file)}" : file;

    /// <summary>Reads all files.</summary>
    /// <exception cref="HostException">Something is wrong in at least one file.</exception>
    public static async Task<ManifestBatch> ReadAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        ManifestSet set;
        try
        {
            set = await ManifestReader.ReadFilesAsync(files, cancellationToken);
        }
        catch (ManifestException exception)
        {
            throw new HostException(ExitCodes.BadInput, [.. exception.Errors.Select(Problem)]);
        }

        var problems = new List<HostProblem>();
        var manifests = new List<HostManifest>();
        foreach (var manifest in set.Manifests)
        {
            if (Typed(manifest) is { } resource)
            {
                manifests.Add(new HostManifest(resource, manifest.File, manifest.Line));
            }
            else
            {
                problems.Add(new HostProblem($"{manifest.Kind} is not a kind that this host applies. Apply it with kubectl.")
                {
                    File = manifest.File,
                    Line = manifest.Line,
                    Field = "kind",
                });
            }
        }

        return problems.Count == 0
            ? new ManifestBatch(manifests, [.. set.Warnings.Select(Problem)])
            : throw new HostException(ExitCodes.BadInput, problems);
    }

    // Kinds whose types hold every field: nothing that somebody wrote may get lost on the way.
    private static IKubernetesObject? Typed(Manifest manifest) =>
        manifest.As<MendixApp>() ?? manifest.As<StoragePlan>() ?? manifest.As<OperatorConfiguration>() ?? manifest.As<StorageInstance>()
        ?? manifest.As<Build>() ?? manifest.As<Endpoint>() ?? manifest.As<Runtime>() ?? manifest.As<Secret>() ?? manifest.As<ConfigMap>()
        ?? manifest.As<Namespace>() as IKubernetesObject;

    private static HostProblem Problem(ManifestProblem problem) =>
        new(problem.Message) { File = problem.File, Line = problem.Line > 0 ? problem.Line : null, Field = problem.Field };
}

/// <summary>What is to be applied.</summary>
/// <param name="Manifests">The objects, in the order in which they were written.</param>
/// <param name="Warnings">What is probably a mistake, and yet allowed.</param>
internal sealed record ManifestBatch(IReadOnlyList<HostManifest> Manifests, IReadOnlyList<HostProblem> Warnings);
