using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>The credentials of a plan as a pod sees its Secret: one file for each key.</summary>
internal static class TaskCredentials
{
    /// <param name="folder">Where the Secret is mounted; null when the plan has none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<string, SecretValue>> ReadAsync(string? folder, CancellationToken cancellationToken)
    {
        var credentials = new Dictionary<string, SecretValue>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(folder))
        {
            return credentials;
        }

        // The kubelet keeps its own bookkeeping beside the keys, under names that begin with two dots.
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith("..", StringComparison.Ordinal)))
        {
            credentials[Path.GetFileName(file)] = PlanCredentials.Value(await File.ReadAllBytesAsync(file, cancellationToken));
        }

        return credentials;
    }
}
