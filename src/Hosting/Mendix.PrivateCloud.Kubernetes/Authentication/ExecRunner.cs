using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Runs a credential plugin once.</summary>
internal static class ExecRunner
{
    public static async Task<ExecResult> RunAsync(ExecPlugin plugin, CancellationToken cancellationToken)
    {
        using var process = Start(plugin);
        try
        {
            process.StandardInput.Close();
            // Both pipes are emptied at once: a plugin that fills the other one would wait for ever.
            using var output = new MemoryStream();
            var outputEnd = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            // What a plugin says when it fails may hold what it was given, so it is not passed on.
            var errorEnd = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            await Task.WhenAll(outputEnd, errorEnd, process.WaitForExitAsync(cancellationToken)).ConfigureAwait(false);
            return process.ExitCode == 0
                ? ExecResult.Parse(plugin, output.ToArray())
                : throw new KubernetesConfigurationException($"The {plugin} failed with exit code {process.ExitCode}. Run it by hand to see why.");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in plugin.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Describe(plugin);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            var hint = plugin.InstallHint is null ? "Install it, or correct users[].user.exec.command." : plugin.InstallHint.Trim();
            throw new KubernetesConfigurationException($"The {plugin} cannot be started: {exception.Message}. {hint}", exception);
        }
    }

    private static string Describe(ExecPlugin plugin)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("kind", "ExecCredential");
        writer.WriteString("apiVersion", plugin.ApiVersion);
        writer.WriteStartObject("spec");
        writer.WriteBoolean("interactive", false);
        plugin.Cluster?.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
