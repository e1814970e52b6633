namespace Mendix.PrivateCloud.Testing.Postgres;

/// <summary>Finds the newest PostgreSQL server on this machine.</summary>
public static class PostgresBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder that holds <c>initdb</c> and <c>pg_ctl</c>; null when there is none.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(IsComplete);

    /// <summary>Why tests have to be skipped; null when they can run.</summary>
    public static string? SkipReason => OperatingSystem.IsWindows() ? "The PostgreSQL fixture needs a Unix system."
        : Folder is null ? $"No PostgreSQL server (initdb, pg_ctl) below {DebianFolder} or in PATH." : null;

    private static IEnumerable<string> Candidates()
    {
        if (Directory.Exists(DebianFolder))
        {
            foreach (var version in Directory.GetDirectories(DebianFolder).OrderByDescending(Version))
            {
                yield return Path.Combine(version, "bin");
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static int Version(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static bool IsComplete(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl"));
}
