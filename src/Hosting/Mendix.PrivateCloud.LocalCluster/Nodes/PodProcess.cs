using System.Diagnostics;

namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>The program of a Pod as a process of this machine.</summary>
internal static class PodProcess
{
    // As much as a kubelet keeps of it for a termination message.
    private const int LinesKept = 80;
    private const int CharactersKept = 2048;

    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];

    /// <summary>Runs the program to its end; when cancelled, kills it with all that it started.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> program, PodFolder folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in program.Skip(1).Concat(folder.Arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Except(Inherited).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in folder.Environment)
        {
            start.Environment[name] = value;
        }

        var lines = new Queue<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        lock (lines)
        {
            var output = string.Join('\n', lines);
            return (process.ExitCode, output.Length <= CharactersKept ? output : output[^CharactersKept..]);
        }

        void Keep(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (lines)
            {
                lines.Enqueue(line);
                if (lines.Count > LinesKept)
                {
                    lines.Dequeue();
                }
            }
        }
    }
}
