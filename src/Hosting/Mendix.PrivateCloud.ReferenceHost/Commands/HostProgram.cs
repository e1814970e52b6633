using System.CommandLine;
using Mendix.PrivateCloud.ReferenceHost.Output;
using Spectre.Console;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>From the command line to the exit code.</summary>
internal static class HostProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new StopSignals();
        var command = new HostCommand(
            async (options, cancellationToken) =>
            {
                var session = new HostSession(options, Display(options), TimeProvider.System);
                var exitCode = await session.RunAsync(cancellationToken);
                return signals.ExitCode ?? exitCode;
            },
            Environment.GetEnvironmentVariable);
        var parsed = command.Root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Run with --help to see the options.");
            return ExitCodes.BadInput;
        }

        // Signals are ours: the library's handler would end the process before everything is put away.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, signals.Stopping);
    }

    private static IDisplay Display(HostOptions options) => options switch
    {
        { Output: OutputFormat.Json } => new JsonDisplay(Console.Out, Console.Error),
        _ when options.Verbose || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi => new LineDisplay(Console.Out, Console.Error, TimeProvider.System),
        _ => new LiveTreeDisplay(AnsiConsole.Console, TimeProvider.System),
    };
}
