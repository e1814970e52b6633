using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.Testing.ControlPlane;

/// <summary>
/// A real Kubernetes control plane for tests: etcd, API server with RBAC and controller manager, on free loopback ports and in a
/// temporary folder. No node: Pods stay Pending. It ends with <see cref="DisposeAsync"/>, and also when this process dies in any other way.
/// </summary>
public sealed class ControlPlaneServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly ControlPlaneFiles _files = ControlPlaneFiles.Create();
    private readonly List<BoundProcess> _processes = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private Uri _etcd = null!;

    private ControlPlaneServer()
    {
    }

    /// <summary>Where the API server listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The file of an admin's kubeconfig.</summary>
    public string KubeConfigFile => _files.AdminKubeConfig;

    /// <summary>Starts one; its controllers are at work when this returns.</summary>
    /// <param name="admissionPlugins">What the API server is to enforce besides its defaults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">There are no binaries, or one of the servers did not start.</exception>
    public static async Task<ControlPlaneServer> StartAsync(IReadOnlyList<string>? admissionPlugins = null, CancellationToken cancellationToken = default)
    {
        if (ControlPlaneBinaries.SkipReason is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        const int Attempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            var server = new ControlPlaneServer();
            try
            {
                await server.LaunchAsync(admissionPlugins ?? [], cancellationToken);
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else took a port in between.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>A kubeconfig for somebody else, such as a service account.</summary>
    public string KubeConfigFor(string token) => _files.KubeConfig(Address, token);

    /// <summary>A client that speaks as an admin, or as whoever has the token. The caller disposes of it.</summary>
    public HttpClient CreateHttpClient(string? token = null)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(_files.AuthorityFile);
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = tls }) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? _files.AdminToken);
        return client;
    }

    /// <summary>Makes etcd forget all history, as the API server has it do every five minutes.</summary>
    public async Task CompactAsync(CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient { BaseAddress = _etcd };
        using var answer = await http.PostAsJsonAsync("/v3/kv/range", new { key = "AA==" }, cancellationToken);
        var range = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
        using var compacted = await http.PostAsJsonAsync(
            "/v3/kv/compaction", new { revision = (string?)range["header"]!["revision"], physical = true }, cancellationToken);
        compacted.EnsureSuccessStatusCode();
    }

    /// <summary>Stops all and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(() => _processes.AsEnumerable().Reverse().ToList().ForEach(process => process.Dispose()));
        if (Directory.Exists(_files.Folder))
        {
            Directory.Delete(_files.Folder, recursive: true);
        }
    }

    private async Task LaunchAsync(IReadOnlyList<string> admissionPlugins, CancellationToken cancellationToken)
    {
        _etcd = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        Address = new Uri($"https://127.0.0.1:{LoopbackPort.Free()}");
        Run(ControlPlaneBinaries.Etcd, _files.Folder,
            "--unsafe-no-fsync", $"--data-dir={_files.Data}", $"--listen-client-urls={_etcd.OriginalString}",
            $"--advertise-client-urls={_etcd.OriginalString}",
            "--listen-peer-urls=http://127.0.0.1:0");
        Run(ControlPlaneBinaries.ApiServer, null, [
            $"--etcd-servers={_etcd.OriginalString}", "--bind-address=127.0.0.1", $"--secure-port={Address.Port}", $"--cert-dir={_files.Certificates}",
            $"--token-auth-file={_files.TokenFile}", "--authorization-mode=RBAC", "--allow-privileged", "--service-cluster-ip-range=10.0.0.0/16",
            "--service-account-issuer=https://kubernetes.default.svc", $"--service-account-key-file={_files.ServiceAccountKey}",
            $"--service-account-signing-key-file={_files.ServiceAccountKey}",
            // There is nobody to reach it under a service address.
            "--endpoint-reconciler-type=none",
            .. admissionPlugins.Select(plugin => $"--enable-admission-plugins={plugin}")]);
        await UntilAsync(() => Task.FromResult(File.Exists(_files.AuthorityFile)), cancellationToken);
        using var http = CreateHttpClient();
        await UntilAsync(async () => (await http.GetAsync("/readyz", cancellationToken)).IsSuccessStatusCode, cancellationToken);
        _files.WriteKubeConfigs(Address);
        Run(ControlPlaneBinaries.ControllerManager, null, [
            $"--kubeconfig={_files.ManagerKubeConfig}", $"--service-account-private-key-file={_files.ServiceAccountKey}", "--leader-elect=false",
            "--use-service-account-credentials", "--kube-api-qps=500", "--kube-api-burst=500", "--secure-port=0",
            .. await SpeaksWithoutTlsAsync(http, cancellationToken) ? ["--port=0"] : Array.Empty<string>()]);
        await UntilAsync(
            async () => (await http.GetAsync("/api/v1/namespaces/default/serviceaccounts/default", cancellationToken)).IsSuccessStatusCode, cancellationToken);
    }

    // Up to 1.23 the controller manager listens without TLS, unless told not to; later ones do not know that option.
    private static async Task<bool> SpeaksWithoutTlsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var version = (await http.GetFromJsonAsync<JsonNode>("/version", cancellationToken))!;
        return int.Parse(((string)version["minor"]!).TrimEnd('+')) < 24;
    }

    private void Run(string program, string? leftovers, params IEnumerable<string> arguments) =>
        _processes.Add(BoundProcess.Start(Path.Combine(ControlPlaneBinaries.Folder!, program), _files.Folder, arguments, leftovers));

    private async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            _processes.ForEach(process => process.ThrowIfEnded());
            if (Stopwatch.GetElapsedTime(_started) > StartLimit)
            {
                throw new TimeoutException($"The control plane did not start within {StartLimit}:\n{string.Join('\n', _processes.Select(process => process.LastWords()))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}
