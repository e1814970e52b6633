using Mendix.PrivateCloud.LocalCluster.Apply;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Apply;

public sealed class FieldSetTests
{
    [Fact]
    public void Fields_v1_survives_reading_and_writing_in_canonical_order()
    {
        const string Text = """{"f:a":{".":{},"f:b":{}},"f:c":{"k:{\"port\":9}":{".":{}},"k:{\"port\":80}":{},"v:\"x\"":{},"i:2":{},"i:10":{}}}""";
        var shuffled = Obj("""{"f:c":{"i:10":{},"v:\"x\"":{},"k:{\"port\":80}":{},"i:2":{},"k:{\"port\":9}":{".":{}},"x:future":{}},"f:a":{"f:b":{},".":{}}}""");

        // A key alone is written as a leaf; its "." is said only when it has children.
        Assert.Equal(Text.Replace("{\".\":{}},\"k:{\\\"port\\\":80}", "{},\"k:{\\\"port\\\":80}", StringComparison.Ordinal),
            FieldsV1.Write(FieldsV1.Read(shuffled)).ToJsonString(Json.Relaxed));
    }

    [Fact]
    public void Keys_are_the_same_whatever_the_order_of_their_fields()
    {
        Assert.True(PathElement.TryParse("""k:{"protocol":"TCP","containerPort":80}""", out var left));
        Assert.True(PathElement.TryParse("""k:{"containerPort":80,"protocol":"TCP"}""", out var right));
        Assert.Equal(left, right);
        Assert.Equal("""[containerPort=80,protocol="TCP"]""", left.ToString());
    }

    [Fact]
    public void Difference_keeps_children_and_recursive_difference_does_not()
    {
        var set = FieldSet.Of(["a"], ["a", "b"], ["c"]);
        var parent = FieldSet.Of(["a"]);

        AssertJson("""{"f:a":{"f:b":{}},"f:c":{}}""", FieldsV1.Write(set.Difference(parent)));
        AssertJson("""{"f:c":{}}""", FieldsV1.Write(set.RecursiveDifference(parent)));
    }

    [Fact]
    public void Union_and_intersection_work_on_members_at_every_level()
    {
        var left = FieldSet.Of(["a", "b"], ["c"]);
        var right = FieldSet.Of(["a"], ["a", "b"], ["d"]);

        AssertJson("""{"f:a":{".":{},"f:b":{}},"f:c":{},"f:d":{}}""", FieldsV1.Write(left.Union(right)));
        AssertJson("""{"f:a":{"f:b":{}}}""", FieldsV1.Write(left.Intersection(right)));
    }

    [Theory]
    [InlineData("""k:{"port":9}""", """k:{"port":80}""")]
    [InlineData("""k:{"port":80,"protocol":"TCP"}""", """k:{"port":80,"protocol":"UDP"}""")]
    [InlineData("""k:{"port":80,"protocol":"UDP"}""", """k:{"port":443,"protocol":"TCP"}""")]
    [InlineData("""k:{"name":"a"}""", """k:{"name":"a1"}""")]
    [InlineData("""k:{"name":"a10"}""", """k:{"name":"a9"}""")]
    [InlineData("""k:{"name":"10"}""", """k:{"name":"9"}""")]
    [InlineData("f:z", "k:{\"a\":1}")]
    [InlineData("v:9", "v:10")]
    [InlineData("i:9", "i:10")]
    public void Steps_are_ordered_by_value(string smaller, string larger)
    {
        Assert.True(PathElement.TryParse(smaller, out var left));
        Assert.True(PathElement.TryParse(larger, out var right));
        Assert.True(left.CompareTo(right) < 0);
        Assert.True(right.CompareTo(left) > 0);
        Assert.Equal(0, left.CompareTo(left));
    }
}
