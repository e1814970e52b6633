namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Which cluster the host works on.</summary>
/// <param name="IsEmbedded">Whether it lives in this process.</param>
/// <param name="Server">The API server's address.</param>
/// <param name="KubeConfigFile">What kubectl needs to reach it; null means kubectl's own default.</param>
/// <param name="Context">The kubeconfig context; null means its current one.</param>
/// <param name="Namespace">The namespace of what names none.</param>
internal sealed record ClusterFacts(bool IsEmbedded, string Server, string? KubeConfigFile, string? Context, string Namespace);
