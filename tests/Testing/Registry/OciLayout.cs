using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.Testing.Registry;

/// <summary>An image on disk, in the layout that skopeo reads: the base images of the tests.</summary>
public sealed class OciLayout
{
    private readonly JsonArray _manifests = [];

    public OciLayout(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    public string Folder { get; }

    /// <summary>Adds an image of one platform; each layer holds one file that says which.</summary>
    public OciLayout Add(string platform, params string[] layers)
    {
        var parts = platform.Split('/');
        var (blobs, diffs) = (new JsonArray(), new JsonArray());
        foreach (var layer in layers)
        {
            var tar = Tar(layer, $"{layer} of {platform}");
            diffs.Add(DigestOf(tar));
            blobs.Add(Blob(Gzip(tar), "application/vnd.oci.image.layer.v1.tar+gzip"));
        }

        var config = new JsonObject
        {
            ["architecture"] = parts[1],
            ["os"] = parts[0],
            ["config"] = new JsonObject { ["Entrypoint"] = new JsonArray("/start"), ["User"] = "1001" },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = diffs },
            ["history"] = new JsonArray([.. layers.Select(layer => (JsonNode)new JsonObject { ["created"] = "2026-01-01T00:00:00Z", ["created_by"] = layer })]),
        };
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = Blob(Encoding.UTF8.GetBytes(config.ToJsonString()), "application/vnd.oci.image.config.v1+json"),
            ["layers"] = blobs,
        };
        var descriptor = Blob(Encoding.UTF8.GetBytes(manifest.ToJsonString()), "application/vnd.oci.image.manifest.v1+json");
        descriptor["platform"] = new JsonObject { ["os"] = parts[0], ["architecture"] = parts[1] };
        _manifests.Add(descriptor);
        return this;
    }

    public OciLayout Save()
    {
        var list = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = _manifests.DeepClone() };
        // A list of one is the image itself; skopeo wants several behind a list of their own.
        File.WriteAllText(Path.Combine(Folder, "index.json"), _manifests.Count == 1 ? list.ToJsonString() : new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(Blob(Encoding.UTF8.GetBytes(list.ToJsonString()), "application/vnd.oci.image.index.v1+json")),
        }.ToJsonString());
        return this;
    }

    /// <summary>The files of an image that skopeo copied into a layout, in the order of their layers: path and content.</summary>
    public static SortedDictionary<string, string> Files(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var index = Read(Path.Combine(folder, "index.json"));
        var manifest = Read(PathOf(folder, index["manifests"]![0]!["digest"]!.ToString()));
        foreach (var layer in manifest["layers"]!.AsArray())
        {
            using var file = File.OpenRead(PathOf(folder, layer!["digest"]!.ToString()));
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
                files[entry.Name] = entry.EntryType switch
                {
                    TarEntryType.Directory => "(folder)",
                    TarEntryType.SymbolicLink => $"-> {entry.LinkName}",
                    _ => reader.ReadToEnd(),
                };
            }
        }

        return files;
    }

    public static JsonNode Config(string folder)
    {
        var manifest = Read(PathOf(folder, Read(Path.Combine(folder, "index.json"))["manifests"]![0]!["digest"]!.ToString()));
        return Read(PathOf(folder, manifest["config"]!["digest"]!.ToString()));
    }

    private static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static string PathOf(string folder, string digest) => Path.Combine(folder, "blobs", "sha256", digest["sha256:".Length..]);

    private static byte[] Tar(string name, string content)
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"base/{name}")
            {
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
            });
        }

        return memory.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return memory.ToArray();
    }

    private JsonObject Blob(byte[] content, string mediaType)
    {
        var digest = DigestOf(content);
        File.WriteAllBytes(PathOf(Folder, digest), content);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = content.Length };
    }
}
