namespace Mendix.PrivateCloud.Testing.Moto;

/// <summary>An access key.</summary>
public sealed record MotoKey(string Id, string Secret);
