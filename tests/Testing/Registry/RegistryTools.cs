namespace Mendix.PrivateCloud.Testing.Registry;

/// <summary>Finds Docker's registry and the programs that the tests use with it.</summary>
public static class RegistryTools
{
    private static readonly string[] Needed = ["docker-registry", "skopeo", "htpasswd"];

    /// <summary>Why tests have to be skipped; null when they can run.</summary>
    public static string? SkipReason { get; } = OperatingSystem.IsWindows()
        ? "The registry fixture needs a Unix system."
        : Needed.Where(program => !IsOnPath(program)).ToList() is { Count: > 0 } missing ? $"Not in PATH: {string.Join(", ", missing)}." : null;

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));
}
