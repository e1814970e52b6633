namespace Mendix.PrivateCloud.Testing.Azurite;

/// <summary>A storage account of the emulator.</summary>
/// <param name="Endpoint">Address of its blobs, which ends in its name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its key.</param>
public sealed record AzuriteAccount(string Endpoint, string Name, string Key);
