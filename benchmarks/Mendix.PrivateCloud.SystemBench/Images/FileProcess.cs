using System.Diagnostics;

namespace Mendix.PrivateCloud.SystemBench.Images;

/// <summary>A process that serves one file, until this one lets it go or ends.</summary>
internal sealed class FileProcess : IDisposable
{
    private readonly Process _process;

    private FileProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<FileProcess> StartAsync(string path)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [ImageBench.ServeVerb, path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new FileProcess(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
