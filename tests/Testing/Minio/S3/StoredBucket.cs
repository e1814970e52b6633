namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>A bucket and all in it.</summary>
internal sealed class StoredBucket
{
    public DateTimeOffset Created { get; } = DateTimeOffset.UtcNow;

    public Dictionary<string, string> Tags { get; set; } = [];

    /// <summary>Whether writing keeps what was there before.</summary>
    public bool IsVersioned { get; set; }

    /// <summary>The versions of each object, newest first. No object without a version.</summary>
    public SortedDictionary<string, List<StoredVersion>> Objects { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredUpload> Uploads { get; } = new(StringComparer.Ordinal);

    public StoredVersion? Latest(string key) => Objects.TryGetValue(key, out var versions) && !versions[0].IsDeleteMarker ? versions[0] : null;

    public void Put(string key, StoredVersion version)
    {
        if (!Objects.TryGetValue(key, out var versions))
        {
            Objects[key] = versions = [];
        }

        if (!IsVersioned)
        {
            versions.RemoveAll(old => old.Id == StoredVersion.NullId);
        }

        versions.Insert(0, version with { Id = IsVersioned ? Guid.NewGuid().ToString() : StoredVersion.NullId });
    }

    /// <summary>Deletes one version for good, or the object: where versions are kept that is one more version.</summary>
    public void Delete(string key, string versionId)
    {
        if (versionId.Length == 0 && IsVersioned)
        {
            Put(key, new StoredVersion([], "") { IsDeleteMarker = true });
            return;
        }

        if (Objects.TryGetValue(key, out var versions))
        {
            versions.RemoveAll(version => version.Id == (versionId.Length == 0 ? StoredVersion.NullId : versionId));
            if (versions.Count == 0)
            {
                Objects.Remove(key);
            }
        }
    }
}
