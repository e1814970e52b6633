namespace Mendix.PrivateCloud.Testing.Azurite;

/// <summary>Finds Azure's own emulator, as <c>eng/install-test-tools.sh</c> puts it beside the build output.</summary>
public static class AzuriteProgram
{
    private const string Main = "artifacts/tools/azurite/node_modules/azurite/dist/src/blob/main.js";

    /// <summary>The script that node runs.</summary>
    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot.Folder, Main);

    /// <summary>Why tests have to be skipped; null when they can run.</summary>
    public static string? SkipReason => OperatingSystem.IsWindows() ? "The Azurite fixture needs a Unix system."
        : !File.Exists(Path) ? "Azurite is not installed: run eng/install-test-tools.sh, which needs npm."
        : !IsInPath("node") ? "Azurite needs node, which is not in PATH."
        : null;

    private static bool IsInPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(System.IO.Path.Combine(folder, program)));
}
