using System.IO.Compression;
using System.Text;
using Mendix.PrivateCloud.Testing.Packages;

namespace Mendix.PrivateCloud.SystemBench.Images;

/// <summary>Makes a deployment package of about a wanted size, of files that pack to half of theirs.</summary>
internal static class SamplePackage
{
    private const int FileSize = 1 << 20;

    public static async Task WriteAsync(string path, long size)
    {
        await using var file = File.Create(path);
        await using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        await using (var metadata = await archive.CreateEntry("model/metadata.json").OpenAsync())
        {
            await metadata.WriteAsync(Encoding.UTF8.GetBytes(TestPackage.Metadata));
        }

        var random = new Random(7);
        var bytes = new byte[FileSize / 2];
        for (var number = 0; file.Length < size; number++)
        {
            random.NextBytes(bytes);
            await using var content = await archive.CreateEntry($"web/part{number / 100}/file{number}.js", CompressionLevel.Fastest).OpenAsync();
            await content.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        }
    }
}
