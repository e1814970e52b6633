using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Testing;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.StandIn;

/// <summary>
/// What a kubelet makes of a pod, without containers: each container's mounts are folders, its variables are set, its program is a process,
/// and its probes are asked.
/// </summary>
internal sealed class PodOnDisk : IDisposable
{
    // Of the app, the sidecar and the administration; each is moved to one that is free.
    private static readonly int[] Ports = [8080, 8800, 9000];

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Mendix.PrivateCloud.RuntimeStandIn.dll");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pod-");
    private readonly Dictionary<int, int> _ports = Ports.ToDictionary(port => port, _ => LoopbackPort.Free());
    private readonly List<Process> _processes = [];
    private readonly HttpClient _http = new();
    private readonly PodSpec _pod;
    private readonly IReadOnlyDictionary<string, Secret> _secrets;

    public PodOnDisk(PodSpec pod, IReadOnlyDictionary<string, Secret> secrets) => (_pod, _secrets) = (pod, secrets);

    /// <summary>Starts every container.</summary>
    /// <param name="change">Changes a container's variables before it starts.</param>
    public void Start(Action<string, IDictionary<string, string?>>? change = null)
    {
        foreach (var container in _pod.Containers!)
        {
            var root = Lay(container);
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(Program);
            start.ArgumentList.Add(container.Name == "mendix" ? "runtime" : "sidecar");
            start.ArgumentList.Add(root);
            foreach (var (from, to) in _ports)
            {
                start.ArgumentList.Add($"{from}={to}");
            }

            foreach (var (name, value) in Variables(container))
            {
                start.Environment[name] = value;
            }

            change?.Invoke(container.Name, start.Environment);
            _processes.Add(Process.Start(start)!);
        }
    }

    /// <summary>Asks a probe as the kubelet does.</summary>
    public async Task<bool> IsWellAsync(Probe probe)
    {
        var asked = probe.HttpGet!;
        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_ports[asked.Port.Number!.Value]}{asked.Path}"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>What the sidecar says is wrong.</summary>
    public async Task<string> ProblemAsync()
    {
        using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_ports[8800]}/m2ee-sidecar/v1/readyz"), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the app says of itself.</summary>
    public async Task<JsonObject> AskAppAsync() =>
        (await _http.GetFromJsonAsync<JsonObject>(new Uri($"http://127.0.0.1:{_ports[8080]}/"), TestContext.Current.CancellationToken))!;

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _http.Dispose();
        _root.Delete(recursive: true);
    }

    private string Lay(Container container)
    {
        var root = Path.Combine(_root.FullName, container.Name);
        foreach (var mount in container.VolumeMounts ?? [])
        {
            var folder = Directory.CreateDirectory(Path.Join(root, mount.MountPath)).FullName;
            if (_pod.Volumes!.Single(volume => volume.Name == mount.Name).Secret is { } volume)
            {
                foreach (var (key, content) in _secrets[volume.SecretName!].Data!)
                {
                    File.WriteAllBytes(Path.Combine(folder, key), content);
                }
            }
        }

        return root;
    }

    private IEnumerable<(string Name, string? Value)> Variables(Container container)
    {
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var variable in container.Env ?? [])
        {
            var value = variable.ValueFrom?.SecretKeyRef is { } reference
                ? _secrets.GetValueOrDefault(reference.Name)?.Data?.GetValueOrDefault(reference.Key) is { } content ? Encoding.UTF8.GetString(content) : null
                : known.Aggregate(variable.Value, (text, earlier) => text?.Replace($"$({earlier.Key})", earlier.Value, StringComparison.Ordinal));
            known[variable.Name] = value;
            yield return (variable.Name, value);
        }
    }
}
