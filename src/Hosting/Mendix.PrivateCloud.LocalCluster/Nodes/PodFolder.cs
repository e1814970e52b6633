using System.Text;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>The files of a Pod that runs as a process, in a folder that goes with it.</summary>
internal sealed class PodFolder(LocalPod pod, JsonObject container) : IDisposable
{
    // Made so that nobody else on this machine can enter it: it holds what is in Secrets.
    private readonly string _root = Directory.CreateTempSubdirectory("local-pod-").FullName;
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    private string LastWords => Path.Combine(_root, "termination-log");

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Arguments => Texts(container["command"]).Concat(Texts(container["args"])).Select(Rewrite);

    /// <exception cref="MissingSecretException">A Secret that the Pod needs is not there.</exception>
    public void LayOut(string kubeConfig)
    {
        var volumes = pod.Manifest["spec"].Objects("volumes").ToDictionary(volume => volume.String("name")!, StringComparer.Ordinal);
        foreach (var mount in container.Objects("volumeMounts"))
        {
            var (name, path) = (mount.String("name")!, mount.String("mountPath")!);
            var folder = Path.Combine(_root, "volumes", name);
            Directory.CreateDirectory(folder);
            _paths[path] = mount.String("subPath") is { } below ? Path.Combine(folder, below) : folder;
            Directory.CreateDirectory(_paths[path]);
            if (volumes.GetValueOrDefault(name)?["secret"].String("secretName") is { } secret)
            {
                WriteSecret(secret, folder);
            }
        }

        _paths[container.String("terminationMessagePath") ?? "/dev/termination-log"] = LastWords;
        File.WriteAllText(LastWords, "");
        var config = Path.Combine(_root, "kubeconfig");
        File.WriteAllText(config, kubeConfig);
        Environment["KUBECONFIG"] = config;
        foreach (var variable in container.Objects("env"))
        {
            Environment[variable.String("name")!] = Rewrite(variable["valueFrom"]?["secretKeyRef"] is JsonObject key ? SecretValue(key) : variable.String("value") ?? "");
        }
    }

    public string? TerminationMessage() => File.ReadAllText(LastWords) is { Length: > 0 } words ? words : null;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void WriteSecret(string name, string folder)
    {
        var data = pod.FindSecret(name) ?? throw new MissingSecretException($"secret \"{name}\" not found");
        foreach (var (key, value) in data)
        {
            File.WriteAllBytes(Path.Combine(folder, key), value);
        }
    }

    private string SecretValue(JsonObject reference) =>
        pod.FindSecret(reference.String("name")!)?.GetValueOrDefault(reference.String("key")!) is { } value
            ? Encoding.UTF8.GetString(value)
            : reference["optional"]?.GetValue<bool>() == true
                ? ""
                : throw new MissingSecretException($"couldn't find key {reference.String("key")} in Secret {pod.Namespace}/{reference.String("name")}");

    private string Rewrite(string text)
    {
        var mount = _paths.Keys.Where(path => text == path || text.StartsWith(path + "/", StringComparison.Ordinal)).MaxBy(path => path.Length);
        return mount is null ? text : _paths[mount] + text[mount.Length..];
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(text => (string)text!);
}
