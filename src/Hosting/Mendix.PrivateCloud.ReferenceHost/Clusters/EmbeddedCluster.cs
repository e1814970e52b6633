using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.ReferenceHost.Commands;
using Mendix.PrivateCloud.ReferenceHost.Output;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.ReferenceHost.Clusters;

/// <summary>The Kubernetes API server inside this process.</summary>
internal static class EmbeddedCluster
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="HostException">The data folder cannot be used.</exception>
    public static async Task<ClusterConnection> StartAsync(
        HostOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        LocalClusterServer server;
        try
        {
            server = await LocalClusterServer.StartAsync(
                new LocalClusterOptions { DataFolder = options.DataFolder, LoggerFactory = loggers, TimeProvider = time }, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostException(ExitCodes.BadInput, $"The embedded cluster cannot start: {exception.Message}");
        }

        var folder = options.DataFolder is null ? Directory.CreateTempSubdirectory("mendix-private-cloud-").FullName : Path.GetFullPath(options.DataFolder);
        var kubeConfig = Path.Combine(folder, "kubeconfig");
        WriteSecret(kubeConfig, server.KubeConfig);
        var http = server.CreateHttpClient();
        var namespaceName = options.Namespace ?? "default";
        var client = new KubernetesClient(http, new KubernetesClientOptions { Namespace = namespaceName }, time);
        var facts = new ClusterFacts(IsEmbedded: true, server.BaseAddress.GetLeftPart(UriPartial.Authority), kubeConfig, Context: null, namespaceName);
        return new ClusterConnection(client, facts, async () =>
        {
            http.Dispose();
            await server.DisposeAsync();
            // Its address and token are worth nothing any more.
            File.Delete(kubeConfig);
            if (options.DataFolder is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        });
    }

    private static void WriteSecret(string path, string text)
    {
        File.Delete(path);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = OnlyOwner;
        }

        using var file = new StreamWriter(path, create);
        file.Write(text);
    }
}
