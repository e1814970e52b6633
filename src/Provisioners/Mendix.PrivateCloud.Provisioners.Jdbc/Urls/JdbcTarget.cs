namespace Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

/// <summary>What a plan or its URL leads to, as far as it can be read without the driver.</summary>
internal sealed record JdbcTarget
{
    /// <summary>The servers; several where the driver chooses among them.</summary>
    public IReadOnlyList<HostPort> Hosts { get; init; } = [];

    /// <summary>Why there are no hosts, where that is right; a sentence.</summary>
    public string? NoHosts { get; init; }

    /// <summary>The database; null where nothing names it, or the word means something else (a schema).</summary>
    public string? Database { get; init; }

    /// <summary>Whether each replica of the app has such a database for itself.</summary>
    public bool IsInsideRuntime { get; init; }

    /// <summary>What is wrong with the form of the URL, after "the URL"; null when nothing is.</summary>
    public string? Fault { get; init; }

    public static JdbcTarget Wrong(string fault) => new() { Fault = fault };
}
