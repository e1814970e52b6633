using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Apply;

public sealed class ManagedFieldsTests
{
    private static readonly DateTimeOffset Early = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = Early.AddMinutes(1);

    [Fact]
    public void Creating_a_deployment_records_what_kube_apiserver_records()
    {
        var type = BuiltIn("Deployment");
        var value = Obj("""
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d", "labels": {"app": "d"}},
              "spec": {
                "selector": {"matchLabels": {"app": "d"}},
                "template": {
                  "metadata": {"labels": {"app": "d"}},
                  "spec": {"containers": [{"name": "c", "image": "i:1", "ports": [{"containerPort": 80}]}]}
                }
              }
            }
            """);
        type.Normalize(value);
        ManagedFields.Update(type, null, value, "kubectl-create", null, Early);

        AssertJson("""
            [{
              "manager": "kubectl-create", "operation": "Update", "apiVersion": "apps/v1", "time": "2026-01-01T00:00:00Z",
              "fieldsType": "FieldsV1",
              "fieldsV1": {
                "f:metadata": {"f:labels": {".": {}, "f:app": {}}},
                "f:spec": {
                  "f:progressDeadlineSeconds": {},
                  "f:replicas": {},
                  "f:revisionHistoryLimit": {},
                  "f:selector": {},
                  "f:strategy": {"f:rollingUpdate": {".": {}, "f:maxSurge": {}, "f:maxUnavailable": {}}, "f:type": {}},
                  "f:template": {
                    "f:metadata": {"f:labels": {".": {}, "f:app": {}}},
                    "f:spec": {
                      "f:containers": {"k:{\"name\":\"c\"}": {
                        ".": {},
                        "f:image": {},
                        "f:imagePullPolicy": {},
                        "f:name": {},
                        "f:ports": {".": {}, "k:{\"containerPort\":80,\"protocol\":\"TCP\"}": {".": {}, "f:containerPort": {}, "f:protocol": {}}},
                        "f:resources": {},
                        "f:terminationMessagePath": {},
                        "f:terminationMessagePolicy": {}
                      }},
                      "f:dnsPolicy": {},
                      "f:restartPolicy": {},
                      "f:schedulerName": {},
                      "f:securityContext": {},
                      "f:terminationGracePeriodSeconds": {}
                    }
                  }
                }
              }
            }]
            """, value["metadata"]!["managedFields"]);
    }

    [Fact]
    public void Creating_a_custom_resource_records_its_spec_as_a_whole_too()
    {
        var value = Widgets.Widget("""{"size":"small"}""");
        ManagedFields.Update(Widgets.Type, null, value, "m", "", Early);

        AssertJson("""{"f:spec":{".":{},"f:size":{}}}""", Fields(value, "m"));
    }

    [Fact]
    public void A_write_without_difference_keeps_the_record_and_its_time()
    {
        var before = Created("m");
        var after = (JsonObject)before.DeepClone();
        after["metadata"]!["resourceVersion"] = "77";
        ManagedFields.Update(Widgets.Type, before, after, "other", null, Late);

        AssertJson(before["metadata"]!["managedFields"]!.ToJsonString(), after["metadata"]!["managedFields"]);
    }

    [Fact]
    public void A_client_that_sends_no_record_does_not_lose_it()
    {
        var before = Created("m");
        var after = (JsonObject)before.DeepClone();
        after["metadata"]!.AsObject().Remove("managedFields");
        after["spec"]!["name"] = "abc";
        ManagedFields.Update(Widgets.Type, before, after, "other", null, Late);

        AssertJson("""{"f:spec":{".":{},"f:size":{}}}""", Fields(after, "m"));
        AssertJson("""{"f:spec":{"f:name":{}}}""", Fields(after, "other"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{}]")]
    public void An_empty_record_clears_it(string sent)
    {
        var before = Created("m");
        var after = (JsonObject)before.DeepClone();
        after["metadata"]!["managedFields"] = Arr(sent);
        after["spec"]!["name"] = "abc";
        Widgets.Type.Normalize(after);
        ManagedFields.Update(Widgets.Type, before, after, "other", null, Late);

        Assert.False(after["metadata"]!.AsObject().ContainsKey("managedFields"));
    }

    [Fact]
    public void Removing_a_field_takes_it_from_its_owner()
    {
        var before = Created("m");
        var after = (JsonObject)before.DeepClone();
        after["spec"]!.AsObject().Remove("size");
        after["spec"]!["name"] = "abc";
        ManagedFields.Update(Widgets.Type, before, after, "other", null, Late);

        AssertJson("""{"f:spec":{}}""", Fields(after, "m"));
        AssertJson("""{"f:spec":{"f:name":{}}}""", Fields(after, "other"));
    }

    [Fact]
    public void The_status_is_recorded_by_subresource()
    {
        var before = Created("m");
        var after = (JsonObject)before.DeepClone();
        after["status"] = Obj("""{"phase":"Ready"}""");
        ManagedFields.Update(Widgets.Type, before, after, "m", "status", Late);

        var entry = after["metadata"]!["managedFields"]!.AsArray().Single(entry => (string?)entry!["subresource"] == "status")!;
        AssertJson("""{"f:status":{".":{},"f:phase":{}}}""", entry["fieldsV1"]);
        Assert.Equal("m", (string?)entry["manager"]);
    }

    [Fact]
    public void More_than_ten_updaters_are_merged_from_the_oldest_on()
    {
        var value = Created("m0");
        for (var i = 1; i <= 11; i++)
        {
            var next = (JsonObject)value.DeepClone();
            next["spec"]!["free"] = new JsonObject { ["by"] = i };
            next["metadata"]!["annotations"] ??= new JsonObject();
            next["metadata"]!["annotations"]![$"a{i}"] = "x";
            ManagedFields.Update(Widgets.Type, value, next, $"m{i}", null, Early.AddSeconds(i));
            value = next;
        }

        var names = value["metadata"]!["managedFields"]!.AsArray().Select(entry => (string?)entry!["manager"]).ToList();
        Assert.Equal(10, names.Count);
        Assert.Equal("ancient-changes", names[0]);
        Assert.DoesNotContain("m1", names);
        Assert.Contains("m11", names);
    }

    [Fact]
    public void Fields_that_became_atomic_are_owned_as_a_whole()
    {
        var before = Created("m");
        before["spec"]!["selector"] = Obj("""{"a":"1"}""");
        before["metadata"]!["managedFields"]![0]!["fieldsV1"] = Obj("""{"f:spec":{"f:size":{},"f:selector":{"f:a":{}}}}""");
        var after = (JsonObject)before.DeepClone();
        after["spec"]!["name"] = "abc";
        ManagedFields.Update(Widgets.Type, before, after, "other", null, Late);

        AssertJson("""{"f:spec":{"f:size":{},"f:selector":{}}}""", Fields(after, "m"));
    }

    [Fact]
    public void An_element_without_its_key_does_not_make_the_object_unwritable()
    {
        var before = Created("m");
        var after = (JsonObject)before.DeepClone();
        after["spec"]!["ports"] = Arr("""[{"name":"no port"},null]""");
        ManagedFields.Update(Widgets.Type, before, after, "other", null, Late);

        AssertJson(before["metadata"]!["managedFields"]!.ToJsonString(), after["metadata"]!["managedFields"]);
    }

    private static JsonObject Created(string manager)
    {
        var value = Widgets.Widget("""{"size":"small"}""");
        ManagedFields.Update(Widgets.Type, null, value, manager, null, Early);
        return value;
    }

    private static JsonNode? Fields(JsonObject value, string manager) =>
        value["metadata"]!["managedFields"]!.AsArray().Single(entry => (string?)entry!["manager"] == manager)!["fieldsV1"];
}
