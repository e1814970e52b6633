using System.Diagnostics;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>The API server, in this process or in one of its own.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    /// <summary>The hidden verb under which the child runs.</summary>
    public const string ChildVerb = "serve";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("systembench-");
    private LocalClusterServer? _local;
    private Process? _child;

    private BenchServer()
    {
    }

    /// <summary>The process of the server when it is another one.</summary>
    public Process? Child => _child;

    private string KubeConfigPath => Path.Combine(_folder.FullName, "kubeconfig");

    public static async Task<BenchServer> StartAsync(bool separate, RequestTally tally)
    {
        var server = new BenchServer();
        if (separate)
        {
            await server.StartChildAsync();
        }
        else
        {
            server._local = await LocalClusterServer.StartAsync(new LocalClusterOptions { AfterRequest = tally.OnRequest });
            await File.WriteAllTextAsync(server.KubeConfigPath, server._local.KubeConfig);
        }

        return server;
    }

    /// <summary>A cluster that serves until its standard input ends; what the child process does.</summary>
    public static async Task<int> ServeAsync(string kubeConfigPath)
    {
        await using var server = await LocalClusterServer.StartAsync();
        await File.WriteAllTextAsync(kubeConfigPath, server.KubeConfig);
        Console.WriteLine("serving");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public KubernetesClientOptions Connect(Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        var options = KubeConfig.Load(KubeConfigPath);
        options.WrapHandler = wrap;
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }

        if (_child is not null)
        {
            _child.StandardInput.Close();
            await _child.WaitForExitAsync();
            _child.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartChildAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [ChildVerb, KubeConfigPath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _child = Process.Start(start)!;
        if (await _child.StandardOutput.ReadLineAsync() != "serving")
        {
            throw new InvalidOperationException("The API server did not start.");
        }
    }
}
