namespace Mendix.PrivateCloud.LocalCluster.Protobuf;

/// <summary>One field of a message: what it is called in JSON and how its bytes are to be read.</summary>
internal sealed record MessageField(string Name, string Type, bool Repeated, bool KeepsZero);
