using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Watching;

/// <summary>Reads a watch line by line.</summary>
internal sealed class WatchReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private WatchReader(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    public static async Task<WatchReader> OpenAsync(HttpClient http, string path, CancellationToken cancellationToken, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new WatchReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken)));
    }

    /// <summary>The next event, or null at the end of the watch.</summary>
    public async Task<JsonObject?> NextAsync(CancellationToken cancellationToken) =>
        await _lines.ReadLineAsync(cancellationToken) is { } line ? JsonNode.Parse(line)!.AsObject() : null;

    /// <summary>The next event as <c>ADDED name</c>.</summary>
    public async Task<string> NextWordsAsync(CancellationToken cancellationToken) =>
        await NextAsync(cancellationToken) is { } next ? $"{next["type"]} {next["object"]!["metadata"]!["name"]}" : "END";

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
