using System.Diagnostics;

namespace Mendix.PrivateCloud.Testing.Postgres;

/// <summary>Runs programs as somebody who is not root: PostgreSQL refuses to run as root.</summary>
internal static class UnprivilegedProcess
{
    private static readonly string? User = Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <summary>Hands a folder and all in it to the user that programs will run as.</summary>
    public static async Task OwnAsync(string folder)
    {
        if (User is not null)
        {
            await FinishAsync(Start("chown", ["-R", User, folder]));
        }
    }

    /// <summary>Runs a program to its end; a failure carries what it wrote.</summary>
    public static Task RunAsync(string program, params IReadOnlyList<string> arguments) =>
        FinishAsync(User is null ? Start(program, arguments) : Start("runuser", ["-u", User, "--", program, .. arguments]));

    /// <summary>Starts a shell script in a session of its own, so that it outlives whatever ends this process.</summary>
    public static Process StartDetached(string script) => User is null
        ? Start("setsid", ["sh", "-c", script])
        : Start("setsid", ["runuser", "-u", User, "--", "sh", "-c", script]);

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    private static async Task FinishAsync(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} failed with {process.ExitCode}: {await output}{await errors}");
            }
        }
    }
}
