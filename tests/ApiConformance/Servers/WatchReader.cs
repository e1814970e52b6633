using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>Reads a watch line by line.</summary>
public sealed class WatchReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    /// <summary>The next event, or null at the end of the watch.</summary>
    public async Task<JsonObject?> NextAsync(CancellationToken cancellationToken) =>
        await lines.ReadLineAsync(cancellationToken) is { } line ? JsonNode.Parse(line)!.AsObject() : null;

    /// <summary>The next event as <c>ADDED name</c>.</summary>
    public async Task<string> NextWordsAsync(CancellationToken cancellationToken) =>
        await NextAsync(cancellationToken) is { } next ? $"{next["type"]} {next["object"]!["metadata"]!["name"]}" : "END";

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
