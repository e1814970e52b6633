using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One kubeconfig file, as read.</summary>
internal sealed record KubeConfigFile(string Path, KubeConfigNode Root)
{
    public static KubeConfigFile Read(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(text);
            // An empty file is a valid kubeconfig that says nothing.
            var root = stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode as YamlMappingNode;
            return root is not null
                ? new KubeConfigFile(path, new KubeConfigNode(root, path, ""))
                : throw new KubernetesConfigurationException($"'{path}' is not a kubeconfig file: it must be a YAML mapping.");
        }
        catch (YamlException exception)
        {
            // The parser's words may quote the line, and with it a token.
            throw new KubernetesConfigurationException($"'{path}' is not valid YAML near line {exception.Start.Line}, column {exception.Start.Column}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException($"The kubeconfig file '{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
