using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Apply;

public sealed class ServerSideApplyTests : ApplyTests
{
    [Fact]
    public void First_apply_creates_the_object_and_records_what_was_applied()
    {
        var result = Apply(null, """{"size":"small","replicas":2,"ports":[{"port":80}],"tags":["a"],"labels":{"x":"1"},"selector":{"s":"1"},"args":["q"]}""", "alice");

        AssertJson("""
            [{
              "manager": "alice", "operation": "Apply", "apiVersion": "example.com/v1", "time": "2026-01-02T03:04:06Z",
              "fieldsType": "FieldsV1",
              "fieldsV1": {"f:spec": {
                "f:args": {},
                "f:labels": {"f:x": {}},
                "f:ports": {"k:{\"port\":80,\"protocol\":\"TCP\"}": {".": {}, "f:port": {}}},
                "f:replicas": {},
                "f:selector": {},
                "f:size": {},
                "f:tags": {"v:\"a\"": {}}
              }}
            }]
            """, result["metadata"]!["managedFields"]);
        Assert.Equal("TCP", (string?)result["spec"]!["ports"]![0]!["protocol"]);
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing()
    {
        const string Spec = """{"size":"small","ports":[{"port":80},{"port":81,"protocol":"UDP"}],"tags":["a","b"],"free":{"deep":{"er":[1]}}}""";
        var first = Apply(null, Spec, "alice");
        var second = Run(first, Spec, "alice");

        Assert.False(second.Changed);
        Assert.Equal(first.ToJsonString(), second.Object!.ToJsonString());
    }

    [Fact]
    public void A_changed_field_renews_the_time_of_its_manager_only()
    {
        var live = Apply(null, """{"size":"small"}""", "alice");
        live = Apply(live, """{"replicas":2}""", "bob");
        live = Apply(live, """{"replicas":3}""", "bob");

        Assert.Equal("2026-01-02T03:04:06Z", Time(live, "alice"));
        Assert.Equal("2026-01-02T03:04:08Z", Time(live, "bob"));
    }

    [Fact]
    public void A_field_that_is_no_longer_applied_goes()
    {
        var live = Apply(null, """{"size":"small","name":"abc","labels":{"x":"1","y":"2"},"ports":[{"port":80},{"port":81}],"tags":["a","b"]}""", "alice");
        live = Apply(live, """{"size":"small","labels":{"y":"2"},"ports":[{"port":81}],"tags":["b"]}""", "alice");

        AssertJson("""
            {"size":"small","replicas":1,"labels":{"y":"2"},"ports":[{"port":81,"protocol":"TCP"}],"tags":["b"],"limits":{"cpu":"1"}}
            """, live["spec"]);
    }

    [Fact]
    public void A_field_that_somebody_else_applies_too_stays()
    {
        var live = Apply(null, """{"size":"small","name":"abc"}""", "alice");
        live = Apply(live, """{"name":"abc"}""", "bob");
        live = Apply(live, """{"size":"small"}""", "alice");

        Assert.Equal("abc", (string?)live["spec"]!["name"]);
        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(live, "alice"));
        AssertJson("""{"f:spec":{"f:name":{}}}""", Fields(live, "bob"));
    }

    [Fact]
    public void The_fields_of_others_in_a_shared_element_stay()
    {
        var live = Apply(null, """{"size":"small","ports":[{"port":80}]}""", "alice");
        live = Apply(live, """{"ports":[{"port":80,"name":"web"}]}""", "bob");
        live = Apply(live, """{"size":"small"}""", "alice");

        AssertJson("""[{"port":80,"protocol":"TCP","name":"web"}]""", live["spec"]!["ports"]);
    }

    [Fact]
    public void An_element_goes_with_what_nobody_owns_in_it()
    {
        // protocol was defaulted: nobody owns it, and it must not keep the element alive.
        var live = Apply(null, """{"size":"small","ports":[{"port":80},{"port":81}]}""", "alice");
        live = Apply(live, """{"size":"small","ports":[{"port":81}]}""", "alice");

        AssertJson("""[{"port":81,"protocol":"TCP"}]""", live["spec"]!["ports"]);
    }

    [Fact]
    public void An_applier_that_lets_go_of_a_field_leaves_it_to_whoever_wrote_it_since()
    {
        var live = Apply(null, """{"size":"small","replicas":2}""", "alice");
        live = Update(live, "scaler", value => value["spec"]!["replicas"] = 5);
        live = Apply(live, """{"size":"small"}""", "alice");

        Assert.Equal(5, (int?)live["spec"]!["replicas"]);
    }

    [Fact]
    public void Status_and_spec_have_entries_of_their_own()
    {
        var live = Apply(null, """{"size":"small"}""", "alice");
        var status = Obj("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"ns"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");
        var result = ServerSideApply.Apply(live, status, "alice", false, Widgets.Type, "status", Tick());

        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(result.Object!, "alice"));
        AssertJson("""
            {"f:status":{"f:conditions":{"k:{\"type\":\"Ready\"}":{".":{},"f:status":{},"f:type":{}}}}}
            """, Fields(result.Object!, "alice", "status"));
    }

    [Fact]
    public void Status_applied_to_the_object_itself_is_neither_owned_nor_a_conflict()
    {
        var live = Apply(null, """{"size":"small"}""", "alice");
        live["status"] = new JsonObject { ["phase"] = "Ready" };
        var applied = Widgets.Widget("""{"size":"small"}""");
        applied["status"] = new JsonObject { ["phase"] = "Other" };
        var result = ServerSideApply.Apply(live, applied, "alice", false, Widgets.Type, null, Tick());

        AssertJson("""{"f:spec":{"f:size":{}}}""", Fields(result.Object!, "alice"));
    }

    [Fact]
    public void An_embedded_object_may_have_metadata()
    {
        var live = Apply(null, """{"size":"small","embedded":{"kind":"Pod","metadata":{"labels":{"a":"1"}},"spec":{"x":1}}}""", "alice");
        AssertJson("""
            {"f:kind":{},"f:metadata":{"f:labels":{"f:a":{}}},"f:spec":{"f:x":{}}}
            """, Fields(live, "alice")!["f:spec"]!["f:embedded"]);
    }

    [Fact]
    public void Elements_come_in_the_applied_order_and_those_of_others_keep_their_place()
    {
        var live = Apply(null, """{"size":"small","tags":["a","b","c"]}""", "alice");
        var result = Run(live, """{"tags":["x","c","a"]}""", "bob");

        AssertJson("""["b","x","c","a"]""", result.Object!["spec"]!["tags"]);
    }

    [Fact]
    public void A_deployment_is_owned_by_containers_ports_and_variables()
    {
        var type = BuiltIn("Deployment");
        var applied = Obj("""
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d", "namespace": "ns", "labels": {"app": "d"}},
              "spec": {
                "selector": {"matchLabels": {"app": "d"}},
                "template": {
                  "metadata": {"labels": {"app": "d"}},
                  "spec": {"containers": [{"name": "c", "image": "i:1", "ports": [{"containerPort": 80}], "env": [{"name": "A", "value": "1"}]}]}
                }
              }
            }
            """);
        var result = ServerSideApply.Apply(null, applied, "op", false, type, null, Tick()).Object!;

        AssertJson("""
            {
              "f:metadata": {"f:labels": {"f:app": {}}},
              "f:spec": {
                "f:selector": {},
                "f:template": {
                  "f:metadata": {"f:labels": {"f:app": {}}},
                  "f:spec": {"f:containers": {"k:{\"name\":\"c\"}": {
                    ".": {},
                    "f:env": {"k:{\"name\":\"A\"}": {".": {}, "f:name": {}, "f:value": {}}},
                    "f:image": {},
                    "f:name": {},
                    "f:ports": {"k:{\"containerPort\":80,\"protocol\":\"TCP\"}": {".": {}, "f:containerPort": {}}}
                  }}}
                }
              }
            }
            """, Fields(result, "op"));

        type.Normalize(result);
        var again = ServerSideApply.Apply(result, applied, "op", false, type, null, Tick());
        Assert.False(again.Changed);
        Assert.Equal(result.ToJsonString(), again.Object!.ToJsonString());
    }
}
