namespace Mendix.PrivateCloud.Testing.ControlPlane;

/// <summary>Finds the programs of a control plane: those of KUBEBUILDER_ASSETS, else those that eng/control-plane.sh built.</summary>
public static class ControlPlaneBinaries
{
    public const string Etcd = "etcd";
    public const string ApiServer = "kube-apiserver";
    public const string ControllerManager = "kube-controller-manager";

    private const string Variable = "KUBEBUILDER_ASSETS";

    /// <summary>The folder that holds all three; null when there is none.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(IsComplete);

    /// <summary>Why tests have to be skipped; null when they can run.</summary>
    public static string? SkipReason => OperatingSystem.IsWindows() ? "The control plane needs a Unix system."
        : Folder is not null ? null
        : Assets is not null ? $"{Variable} is set, and one of {Etcd}, {ApiServer} and {ControllerManager} is not in that folder."
        : "No etcd and Kubernetes control plane: run eng/control-plane.sh, or let KUBEBUILDER_ASSETS name a folder with etcd, kube-apiserver and kube-controller-manager.";

    private static string? Assets => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    private static IEnumerable<string> Candidates() => Assets is not null ? [Assets]
        : new[] { Path.Combine(CacheFolder(), "mendix-private-cloud", "control-plane"), Path.Combine(RepositoryRoot.Folder, "artifacts", "control-plane") }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder).OrderDescending(StringComparer.Ordinal));

    private static string CacheFolder() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static bool IsComplete(string folder) =>
        new[] { Etcd, ApiServer, ControllerManager }.All(program => File.Exists(Path.Combine(folder, program)));
}
