namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

/// <summary>The types that are measured.</summary>
internal static class StorageCases
{
    public static IEnumerable<StorageCase> All() => [new PostgresCase(), new SqlServerCase(), new AzureBlobCase()];
}
