namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>A layer of a finished image.</summary>
/// <param name="Digest">Its name, such as <c>sha256:…</c>.</param>
/// <param name="Size">Compressed, in bytes.</param>
/// <param name="Transfer">How it came into the target's repository.</param>
public sealed record ImageLayer(string Digest, long Size, LayerTransfer Transfer);
