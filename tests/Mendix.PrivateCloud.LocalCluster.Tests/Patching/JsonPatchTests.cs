using Mendix.PrivateCloud.LocalCluster.Patching;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":null}]""", """{"a":1,"b":null}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2},{"op":"add","path":"/a/-","value":4},{"op":"add","path":"/a/4","value":5}]""", """{"a":[1,2,3,4,5]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"remove","path":"/a/b"}]""", """{"a":{}}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"remove","path":"/a/1"}]""", """{"a":[1,3]}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"/a","value":{"b":2}}]""", """{"a":{"b":2}}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"/b","value":2}]""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":{"b":1},"c":{}}""", """[{"op":"move","from":"/a/b","path":"/c/d"}]""", """{"a":{},"c":{"d":1}}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}]""", """{"a":{"b":1},"c":{"b":2}}""")]
    [InlineData("""{"a/b":{"m~n":1}}""", """[{"op":"replace","path":"/a~1b/m~0n","value":2}]""", """{"a/b":{"m~n":2}}""")]
    [InlineData("""{"a":1.0}""", """[{"op":"test","path":"/a","value":1},{"op":"test","path":"/none","value":null}]""", """{"a":1.0}""")]
    public void Operations_do_what_rfc_6902_says(string document, string patch, string expected)
    {
        var current = Obj(document);
        AssertJson(expected, JsonPatch.Apply(current, Arr(patch)));
        AssertJson(document, current);
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/a","value":2}]""", "testing value /a failed: test failed", false)]
    [InlineData("""[{"op":"replace","path":"/b/c","value":2}]""", "the path /b/c does not exist: missing value", false)]
    [InlineData("""[{"op":"remove","path":"/b/c"}]""", "the path /b/c does not exist: missing value", false)]
    [InlineData("""[{"op":"add","path":"/l/3","value":2}]""", "the path /l/3 does not exist: missing value", false)]
    [InlineData("""[{"op":"add","path":"a","value":2}]""", "the path \"a\" must be empty or begin with '/'", false)]
    [InlineData("""[{"op":"add","path":"/a"}]""", "operation \"add\" lacks \"value\"", false)]
    [InlineData("""[{"op":"jump","path":"/a"}]""", "unknown operation \"jump\"", false)]
    [InlineData("""["add"]""", "each operation must be an object", true)]
    public void What_cannot_be_done_changes_nothing(string patch, string message, bool malformed)
    {
        var current = Obj("""{"a":1,"l":[1]}""");
        var operations = Arr(patch);
        operations.Insert(0, Obj("""{"op":"add","path":"/done","value":true}"""));
        var failure = Assert.Throws<PatchException>(() => JsonPatch.Apply(current, operations));

        Assert.Equal((message, malformed), (failure.Message, failure.IsMalformed));
        AssertJson("""{"a":1,"l":[1]}""", current);
    }
}
