using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class WatchFrameTests
{
    private const string Body = """{"kind":"ConfigMap","metadata":{"name":"a"}}""";

    [Theory]
    [InlineData("""{"type":"ADDED","object":$}""", WatchEventType.Added)]
    [InlineData("""{"type":"MODIFIED","object":$}""", WatchEventType.Modified)]
    [InlineData("""{"type":"DELETED","object":$}""", WatchEventType.Deleted)]
    [InlineData("""{"type":"BOOKMARK","object":$}""", WatchEventType.Bookmark)]
    [InlineData("""{"type":"ERROR","object":$}""", WatchEventType.Error)]
    [InlineData("""{ "type" : "ADDED", "object" : $ }""", WatchEventType.Added)]
    [InlineData("""{"object":$,"more":[{}],"type":"DELETED"}""", WatchEventType.Deleted)]
    public void A_line_is_cut_into_type_and_object(string line, WatchEventType type)
    {
        var frame = WatchFrame.Parse(Encoding.UTF8.GetBytes(line.Replace("$", Body, StringComparison.Ordinal)));
        Assert.Equal(type, frame.Type);
        Assert.Equal(Body, Encoding.UTF8.GetString(frame.Resource));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"RENAMED","object":{}}""")]
    [InlineData("""{"type":7,"object":{}}""")]
    [InlineData("""{"type":"ADDED","object":""")]
    public void Anything_else_is_refused(string line) =>
        Assert.ThrowsAny<JsonException>(() => { WatchFrame.Parse(Encoding.UTF8.GetBytes(line)); });

    [Fact]
    public void The_header_is_read_wherever_its_fields_stand()
    {
        var json = """
            {"spec":{"metadata":{"name":"wrong"}},"metadata":{"annotations":{"name":"wrong","uid":"wrong"},"deletionTimestamp":"2026-01-01T00:00:00Z",
             "generation":7,"managedFields":[{"fieldsV1":{"f:metadata":{}},"name":"wrong"}],"name":"a","namespace":"apps","resourceVersion":"42","uid":"u-1"},"kind":"Thing"}
            """u8;
        var header = ObjectHeader.Read(json);
        Assert.Equal("Thing", Encoding.UTF8.GetString(header.Kind));
        Assert.Equal("apps", Encoding.UTF8.GetString(header.Namespace));
        Assert.Equal("a", Encoding.UTF8.GetString(header.Name));
        Assert.Equal("u-1", Encoding.UTF8.GetString(header.Uid));
        Assert.Equal("42", Encoding.UTF8.GetString(header.ResourceVersion));
        Assert.Equal(7, header.Generation);
        Assert.True(header.IsDeleting);
    }

    [Fact]
    public void The_header_of_an_ordinary_object_says_nothing_special()
    {
        var header = ObjectHeader.Read(Encoding.UTF8.GetBytes("""{"kind":"X","metadata":{"name":"a","deletionTimestamp":null},"broken":"""));
        Assert.False(header.IsDeleting);
        Assert.True(header.Namespace.IsEmpty);
        Assert.Equal(0, header.Generation);
    }

    [Fact]
    public void Reading_a_header_allocates_nothing()
    {
        var line = Encoding.UTF8.GetBytes(ConfigMaps.Event("MODIFIED", ConfigMaps.Json("a", 5)));
        Read(line);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Read(line);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Read(byte[] line) => Assert.True(ObjectHeader.Read(WatchFrame.Parse(line).Resource).Name.SequenceEqual("a"u8));
    }
}
