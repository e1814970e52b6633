using System.Diagnostics;
using System.Threading.Channels;

namespace Mendix.PrivateCloud.EndToEnd.Hosting;

/// <summary>The reference host as a process of its own, as users start it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DirectoryInfo _temporary;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _output = [];
    private readonly Task<string> _error;
    private readonly Task _reading;

    private HostProcess(Process process, DirectoryInfo temporary)
    {
        _process = process;
        _temporary = temporary;
        _error = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    private static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Mendix.PrivateCloud.ReferenceHost.dll");

    /// <summary>What it has printed so far, one item per line.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    public static HostProcess Start(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Assembly);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What the machine has set up for its users must not reach the tests.
        start.Environment.Remove("KUBECONFIG");
        start.Environment.Remove("PRIVATECLOUD_POSTGRES");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // A host that a test kills cannot put away its own temporary files.
        var temporary = Directory.CreateTempSubdirectory("host-");
        start.Environment["TMPDIR"] = temporary.FullName;
        return new HostProcess(Process.Start(start)!, temporary);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<HostResult> RunAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken, params (string Name, string Value)[] environment)
    {
        await using var host = Start(arguments, environment);
        return await host.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for a line that was or will be printed, and that no earlier call returned.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> matches, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                if (matches(line))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below, with what there is.
        }

        var ending = _process.HasExited ? $"The host ended with {_process.ExitCode}: {await _error}" : "The host still runs.";
        throw new InvalidOperationException($"The line did not come. {ending}\n{string.Join('\n', Output)}");
    }

    /// <summary>Waits until it serves, and tells where its kubeconfig is.</summary>
    public async Task<string> WaitUntilServingAsync(CancellationToken cancellationToken)
    {
        var line = await WaitForLineAsync(text => text.Contains("export KUBECONFIG=", StringComparison.Ordinal), cancellationToken);
        return line.Split("export KUBECONFIG=")[1].Split(' ')[0];
    }

    /// <summary>What Ctrl-C does, for this process alone.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>What a service manager does.</summary>
    public void Terminate() => Signal("TERM");

    public async Task<HostResult> WaitForExitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
        return new HostResult(_process.ExitCode, string.Join('\n', Output), await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _reading;
        _process.Dispose();
        _temporary.Delete(recursive: true);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_output)
            {
                _output.Add(line);
            }

            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
