using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Mendix.PrivateCloud.SystemBench.Images;

/// <summary>
/// The least that the work can cost: the package is downloaded to a file, the same bytes that our layer holds go through the same compressor
/// into a file, and that is sent in one request under its digest. Nothing is unpacked, checked, resumed or told.
/// </summary>
internal static class Floor
{
    private const int BufferSize = 256 << 10;

    public static async Task RunAsync(HttpClient http, Uri package, string tar, string registry, string repository, string folder)
    {
        var download = Path.Combine(folder, "floor.mda");
        var layer = Path.Combine(folder, "floor.tar.gz");
        await using (var file = Create(download))
        {
            await using var body = await http.GetStreamAsync(package);
            await body.CopyToAsync(file, BufferSize);
        }

        await using (var file = Create(layer))
        {
            await using var gzip = new GZipStream(file, new ZLibCompressionOptions { CompressionLevel = 2 });
            await using var source = File.OpenRead(tar);
            await source.CopyToAsync(gzip, BufferSize);
        }

        await UploadAsync(http, layer, new Uri($"http://{registry}/v2/{repository}/blobs/uploads/"));
        File.Delete(download);
        File.Delete(layer);
    }

    private static async Task UploadAsync(HttpClient http, string path, Uri uploads)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
        file.Position = 0;
        using var begun = await http.PostAsync(uploads, null);
        using var content = new StreamContent(file, BufferSize) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var stored = await http.PutAsync($"{begun.Headers.Location}&digest=sha256:{digest}", content);
        if (stored.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"The registry answered {stored.StatusCode}.");
        }
    }

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
}
