using YamlDotNet.RepresentationModel;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A mapping inside a kubeconfig file, which knows where it stands so that errors can name the field.</summary>
internal sealed class KubeConfigNode(YamlMappingNode mapping, string file, string path)
{
    public string Place => $"{path} in '{file}'";

    public string? Text(string key) => Find(key) switch
    {
        YamlScalarNode { Value.Length: > 0 } scalar when scalar.Value is not ("null" or "~") || scalar.Style != YamlDotNet.Core.ScalarStyle.Plain => scalar.Value,
        null or YamlScalarNode => null,
        _ => throw new KubernetesConfigurationException($"{FieldOf(key)} in '{file}' must be a text."),
    };

    public bool Flag(string key) => Text(key) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new KubernetesConfigurationException($"{FieldOf(key)} in '{file}' is '{text}'; it must be true or false."),
    };

    /// <summary>The bytes of a field in base64, or of the file that its sibling names.</summary>
    public byte[]? DataOrFile(string dataKey, string fileKey)
    {
        if (Text(dataKey) is { } data)
        {
            try
            {
                return Convert.FromBase64String(data);
            }
            catch (FormatException)
            {
                throw new KubernetesConfigurationException($"{FieldOf(dataKey)} in '{file}' is not base64.");
            }
        }

        if (FilePath(fileKey) is not { } target)
        {
            return null;
        }

        try
        {
            return File.ReadAllBytes(target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException($"{FieldOf(fileKey)} in '{file}' names a file that cannot be read: {exception.Message}", exception);
        }
    }

    public string? FilePath(string key) => Text(key) is { } target ? Path.Combine(Folder, target) : null;

    public KubeConfigNode? Child(string key) => Find(key) switch
    {
        YamlMappingNode child => new KubeConfigNode(child, file, FieldOf(key)),
        null or YamlScalarNode { Value: null or "" or "null" or "~" } => null,
        _ => throw new KubernetesConfigurationException($"{FieldOf(key)} in '{file}' must be a mapping."),
    };

    public IEnumerable<KubeConfigNode> List(string key) => Sequence(key).Select((node, index) => node is YamlMappingNode child
        ? new KubeConfigNode(child, file, $"{FieldOf(key)}[{index}]")
        : throw new KubernetesConfigurationException($"{FieldOf(key)}[{index}] in '{file}' must be a mapping."));

    public IEnumerable<string> Texts(string key) => Sequence(key).Select((node, index) => node is YamlScalarNode { Value: { } text }
        ? text
        : throw new KubernetesConfigurationException($"{FieldOf(key)}[{index}] in '{file}' must be a text."));

    public string Folder => Path.GetDirectoryName(Path.GetFullPath(file)) ?? "";

    private IEnumerable<YamlNode> Sequence(string key) => Find(key) switch
    {
        YamlSequenceNode sequence => sequence.Children,
        null or YamlScalarNode { Value: null or "" or "null" or "~" } => [],
        _ => throw new KubernetesConfigurationException($"{FieldOf(key)} in '{file}' must be a list."),
    };

    private YamlNode? Find(string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private string FieldOf(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
