using System.IO.Compression;
using System.Text;

namespace Mendix.PrivateCloud.Testing.Packages;

/// <summary>Makes deployment packages, good and bad.</summary>
public sealed class TestPackage
{
    public const string Metadata = """{ "RuntimeVersion": "10.24.3.64871", "JavaVersion": 21, "ModelVersion": "1.4.0.512", "Constants": [] }""";

    private readonly List<(string Name, byte[] Content, int Mode, CompressionLevel Level)> _entries = [];

    /// <summary>What a package must have, and a little more.</summary>
    public static TestPackage Usual() => new TestPackage()
        .File("model/metadata.json", Metadata)
        .File("model/model.mdp", new string('m', 5000))
        .File("web/index.html", "<html>crm</html>")
        .File("web/ünïcode.js", "// naïve");

    public TestPackage File(string name, string content, int mode = 0) => File(name, Encoding.UTF8.GetBytes(content), mode);

    public TestPackage File(string name, byte[] content, int mode = 0, CompressionLevel level = CompressionLevel.Fastest)
    {
        _entries.Add((name, content, mode, level));
        return this;
    }

    public TestPackage Folder(string name) => File(name + "/", "");

    public TestPackage Link(string name, string target) => File(name, target, mode: 0xA1FF);

    /// <summary>The same files in another order.</summary>
    public TestPackage Reversed()
    {
        _entries.Reverse();
        return this;
    }

    public byte[] Zip(DateTimeOffset? time = null)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content, mode, level) in _entries)
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = time ?? new DateTimeOffset(2026, 5, 4, 3, 2, 0, TimeSpan.Zero);
                entry.ExternalAttributes = mode << 16;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }
}
