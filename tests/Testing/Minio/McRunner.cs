using System.Diagnostics;
using Xunit;

namespace Mendix.PrivateCloud.Testing.Minio;

/// <summary>MinIO's own client <c>mc</c>, with one server under the alias <c>server</c> and a configuration folder of its own.</summary>
public sealed class McRunner : IDisposable
{
    private static readonly string[] Names = ["mcli", "minio-client", "mc"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mxpc-mc-");
    private readonly string _server;

    /// <summary>Skips the test where there is no mc.</summary>
    /// <param name="endpoint">URL of the server.</param>
    /// <param name="accessKey">Whose key.</param>
    /// <param name="secretKey">Its secret.</param>
    /// <param name="authorityFile">PEM file of the authority that signed the server's certificate.</param>
    public McRunner(string endpoint, string accessKey, string secretKey, string? authorityFile = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (Program is null)
        {
            Assert.Skip("MinIO's client (mc, mcli or minio-client) is not here: run eng/install-test-tools.sh, which takes it from Debian.");
        }

        _server = endpoint.Replace("://", $"://{accessKey}:{secretKey}@", StringComparison.Ordinal);
        if (authorityFile is not null)
        {
            File.Copy(authorityFile, Path.Combine(_folder.CreateSubdirectory("certs").CreateSubdirectory("CAs").FullName, "authority.crt"));
        }
    }

    private static string? Program { get; } = new[] { Path.Combine(RepositoryRoot.Folder, "artifacts", "tools", "usr", "bin") }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(IsMinioClient);

    /// <summary>A folder for files of the test's own.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Runs mc and expects it to succeed.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var (exitCode, output) = await TryAsync(cancellationToken, arguments);
        Assert.True(exitCode == 0, $"mc {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>Runs mc and tells how it ended and all that it wrote.</summary>
    public async Task<(int ExitCode, string Output)> TryAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Program!, ["--config-dir", Folder, "--json", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
            // Keys come by the environment: a command line is there for all to read.
            Environment = { ["MC_HOST_server"] = _server, ["HOME"] = Folder },
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => _folder.Delete(recursive: true);

    // Midnight Commander bears the same name.
    private static bool IsMinioClient(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && output.Contains("minio", StringComparison.OrdinalIgnoreCase);
    }
}
