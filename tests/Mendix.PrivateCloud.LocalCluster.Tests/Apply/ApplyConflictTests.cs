using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Apply;

public sealed class ApplyConflictTests : ApplyTests
{
    [Fact]
    public void Overruling_another_manager_is_a_conflict_that_names_him()
    {
        var live = Apply(null, """{"size":"small"}""", "alice");
        var result = Run(live, """{"size":"large"}""", "bob");

        Assert.Null(result.Object);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"alice\": .spec.size", result.ConflictMessage);
    }

    [Fact]
    public void Several_conflicts_are_listed_by_manager()
    {
        var live = Apply(null, """{"size":"small","ports":[{"port":80,"name":"a"}]}""", "alice");
        live = Update(live, "kubectl-edit", value => value["spec"]!["name"] = "abc");
        var result = Run(live, """{"size":"large","name":"xyz","ports":[{"port":80,"name":"b"}]}""", "bob");

        Assert.Equal(
            "Apply failed with 3 conflicts: conflicts with \"alice\":\n- .spec.size\n- .spec.ports[port=80,protocol=\"TCP\"].name\n"
            + "conflicts with \"kubectl-edit\" using example.com/v1:\n- .spec.name",
            result.ConflictMessage);
    }

    [Fact]
    public void Force_takes_the_field_over()
    {
        var live = Apply(null, """{"size":"small","name":"abc"}""", "alice");
        var result = Run(live, """{"size":"large"}""", "bob", force: true);

        Assert.Equal("large", (string?)result.Object!["spec"]!["size"]);
        AssertJson("""{"f:spec":{"f:name":{}}}""", Fields(result.Object, "alice"));
        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(result.Object, "bob"));
    }

    [Fact]
    public void Applying_the_value_that_is_there_shares_it_without_conflict()
    {
        var live = Apply(null, """{"size":"small"}""", "alice");
        var result = Run(live, """{"size":"small"}""", "bob");

        Assert.True(result.Changed);
        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(result.Object!, "alice"));
        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(result.Object!, "bob"));
    }

    [Fact]
    public void A_plain_write_takes_a_field_from_its_applier()
    {
        var live = Apply(null, """{"size":"small","replicas":2}""", "alice");
        live = Update(live, "kubectl", value => value["spec"]!["replicas"] = 5);

        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(live, "alice"));
        AssertJson("""{"f:spec":{"f:replicas":{}}}""", Fields(live, "kubectl"));
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"kubectl\" using example.com/v1: .spec.replicas",
            Run(live, """{"size":"small","replicas":2}""", "alice").ConflictMessage);
    }

    [Fact]
    public void Objects_made_before_the_first_apply_belong_to_a_manager_of_that_name()
    {
        var live = Widgets.Widget("""{"size":"small","name":"abc"}""");
        live["metadata"]!["uid"] = "1";
        var result = Run(live, """{"size":"large"}""", "alice");

        Assert.Equal("Apply failed with 1 conflict: conflict with \"before-first-apply\" using example.com/v1: .spec.size", result.ConflictMessage);
    }

    [Fact]
    public void Kubectl_may_change_what_its_own_annotation_says_it_applied()
    {
        var live = Widgets.Widget("""{"size":"small","name":"abc"}""");
        live["metadata"]!["annotations"] = new JsonObject
        {
            ["kubectl.kubernetes.io/last-applied-configuration"] = Widgets.Widget("""{"size":"small"}""").ToJsonString(),
        };
        ManagedFields.Update(Widgets.Type, null, live, "kubectl-client-side-apply", null, Tick());

        var result = Run(live, """{"size":"large"}""", "kubectl");
        Assert.Empty(result.Conflicts);
        Assert.Contains("large", (string?)result.Object!["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"], StringComparison.Ordinal);

        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using example.com/v1: .spec.name",
            Run(live, """{"size":"large","name":"xyz"}""", "kubectl").ConflictMessage);
    }

    [Theory]
    [InlineData("""{"sizes":"small"}""", ".spec.sizes: field not declared in schema")]
    [InlineData("""{"replicas":"2"}""", ".spec.replicas: expected numeric (int or float), got string")]
    [InlineData("""{"name":4}""", ".spec.name: expected string, got &value.valueUnstructured{Value:4}")]
    [InlineData("""{"tags":{"b":[1,null],"a":"x"}}""", ".spec.tags: expected list, got &{map[a:x b:[1 <nil>]]}")]
    [InlineData("""{"typo":1,"limits":true}""", "errors:\n  .spec.typo: field not declared in schema\n  .spec.limits: expected map, got &{true}")]
    [InlineData("""{"ports":[{"port":80},{"port":80,"protocol":"TCP"}]}""", ".spec.ports: duplicate entries for key [port=80,protocol=\"TCP\"]")]
    [InlineData("""{"tags":["a","a"]}""", ".spec.tags: duplicate entries for key [=\"a\"]")]
    public void A_configuration_that_does_not_fit_is_refused(string spec, string expected)
    {
        var failure = Assert.Throws<SchemaMismatchException>(() => Run(null, spec, "alice"));
        Assert.Equal($"failed to create typed patch object (ns/w; example.com/v1, Kind=Widget): {expected}", failure.Message);
    }

    [Fact]
    public void A_live_object_that_cannot_be_merged_is_an_error_and_not_a_crash()
    {
        var live = Widgets.Widget("""{"size":"small","ports":[{"name":"no port"},null]}""");
        Assert.Throws<SchemaMismatchException>(() => Run(live, """{"ports":[{"port":1}]}""", "alice"));
    }
}
