namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>What the places of an <see cref="ImageNameTemplate"/> are filled with.</summary>
public sealed record ImageNameValues
{
    /// <summary><c>{{.Name}}</c>: the name of the environment.</summary>
    public required string Name { get; init; }

    /// <summary><c>{{.Generation}}</c>: counts the sources that an environment had.</summary>
    public required long Generation { get; init; }

    /// <summary><c>{{.Version}}</c>: the version of the app's model; null when it is not known.</summary>
    public string? Version { get; init; }

    /// <summary><c>{{.UnixTimestamp}}</c> in milliseconds, and <c>{{.Timestamp}}</c> as <c>YYYYMMDD.hhmmss.mmm</c>, both in UTC.</summary>
    public required DateTimeOffset Time { get; init; }
}
