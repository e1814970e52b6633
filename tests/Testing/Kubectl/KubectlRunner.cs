using System.Diagnostics;
using Xunit;

namespace Mendix.PrivateCloud.Testing.Kubectl;

/// <summary>The real kubectl, with a kubeconfig and a cache of its own in a temporary folder.</summary>
public sealed class KubectlRunner : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubectl-");

    public KubectlRunner(string kubeConfig)
    {
        if (!IsInstalled)
        {
            Assert.Skip("kubectl is not on the PATH: install Debian's package kubernetes-client, or a newer release of kubectl");
        }

        File.WriteAllText(ConfigFile, kubeConfig);
    }

    public static bool IsInstalled { get; } = File.Exists(Program) || (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl")));

    /// <summary>The environment variable KUBECTL names another kubectl than that on the PATH, to try an older or newer one.</summary>
    private static string Program => Environment.GetEnvironmentVariable("KUBECTL") is { Length: > 0 } other ? other : "kubectl";

    private string ConfigFile => Path.Combine(_folder.FullName, "kubeconfig");

    /// <summary>Runs a command line that is split at spaces, and expects it to succeed.</summary>
    public Task<string> RunAsync(string arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, null, cancellationToken);

    /// <summary>As above, with something to read on standard input.</summary>
    public async Task<string> RunAsync(string arguments, string? input, CancellationToken cancellationToken)
    {
        var result = await TryAsync(arguments, input, cancellationToken);
        Assert.True(result.ExitCode == 0, $"kubectl {arguments} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    /// <summary>Runs a command line and reports how it ended.</summary>
    public async Task<KubectlResult> TryAsync(string arguments, string? input, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new KubectlResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Starts a command that goes on, such as a watch. The caller kills it.</summary>
    public Process Start(string arguments)
    {
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["KUBECONFIG"] = ConfigFile;
        start.Environment["HOME"] = _folder.FullName;
        start.Environment["KUBECACHEDIR"] = Path.Combine(_folder.FullName, "cache");
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
