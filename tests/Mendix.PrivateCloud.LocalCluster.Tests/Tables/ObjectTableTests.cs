using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Tables;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Tables;

public sealed class ObjectTableTests
{
    private const string Created = "2026-01-01T00:00:00Z";
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_table_has_columns_rows_and_the_metadata_of_its_objects()
    {
        AssertJson($$"""
            {
              "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": {},
              "columnDefinitions": [
                {"name": "Name", "type": "string", "format": "name", "description": "Name of the object.", "priority": 0},
                {"name": "Data", "type": "integer", "format": "", "description": "", "priority": 0},
                {"name": "Age", "type": "string", "format": "", "description": "Time since the object was created.", "priority": 0}
              ],
              "rows": [{
                "cells": ["c", 2, "60m"],
                "object": {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": {"name": "c", "creationTimestamp": "{{Created}}"} }
              }]
            }
            """,
            ObjectTable.Render(BuiltIn("ConfigMap"), [Named("ConfigMap", "c", """{"data":{"a":"1"},"binaryData":{"b":"eA=="}}""")], "Metadata", Now));
    }

    [Theory]
    [InlineData("None", null)]
    [InlineData("Object", """{"kind":"Secret","metadata":{"name":"s","creationTimestamp":"2026-01-01T00:00:00Z"},"type":"Opaque"}""")]
    [InlineData("", """{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"s","creationTimestamp":"2026-01-01T00:00:00Z"}}""")]
    public void The_client_chooses_what_stands_beside_the_cells(string includeObject, string? expected)
    {
        var table = ObjectTable.Render(BuiltIn("Secret"), [Named("Secret", "s", """{"type":"Opaque"}""")], includeObject, Now);
        AssertJson(expected ?? "null", table["rows"]![0]!["object"]);
    }

    public static TheoryData<string, string, string> Rows() => new()
    {
        { "Namespace", """{"status":{"phase":"Active"}}""", "NAME=n STATUS=Active AGE=60m" },
        { "Secret", """{"type":"Opaque","data":{"a":"eA=="}}""", "NAME=n TYPE=Opaque DATA=1 AGE=60m" },
        { "ServiceAccount", "{}", "NAME=n SECRETS=0 AGE=60m" },
        {
            "Deployment",
            """{"spec":{"replicas":3,"selector":{"matchLabels":{"b":"2","a":"1"}},"template":{"spec":{"containers":[{"name":"c","image":"i"},{"name":"d","image":"j"}]}}},"status":{"readyReplicas":2,"updatedReplicas":3,"availableReplicas":1}}""",
            "NAME=n READY=2/3 UP-TO-DATE=3 AVAILABLE=1 AGE=60m CONTAINERS=c,d IMAGES=i,j SELECTOR=a=1,b=2"
        },
        { "ReplicaSet", """{"spec":{"replicas":3},"status":{"replicas":2}}""", "NAME=n DESIRED=3 CURRENT=2 READY=0 AGE=60m CONTAINERS=<none> IMAGES=<none> SELECTOR=<none>" },
        {
            "Service",
            """{"spec":{"type":"NodePort","clusterIP":"10.0.0.1","ports":[{"port":80,"nodePort":30000,"protocol":"TCP"},{"port":443,"protocol":"TCP"}],"selector":{"a":"1"}}}""",
            "NAME=n TYPE=NodePort CLUSTER-IP=10.0.0.1 EXTERNAL-IP=<none> PORT(S)=80:30000/TCP,443/TCP AGE=60m SELECTOR=a=1"
        },
        { "Service", """{"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"}}""", "NAME=n TYPE=LoadBalancer CLUSTER-IP=10.0.0.1 EXTERNAL-IP=<pending> PORT(S)=<none> AGE=60m SELECTOR=<none>" },
        { "Service", """{"spec":{"type":"ExternalName","externalName":"x.y"}}""", "NAME=n TYPE=ExternalName CLUSTER-IP=<none> EXTERNAL-IP=x.y PORT(S)=<none> AGE=60m SELECTOR=<none>" },
        {
            "Ingress",
            """{"spec":{"ingressClassName":"nginx","tls":[{}],"rules":[{"host":"a"},{"host":"b"},{"host":"c"},{"host":"d"}]},"status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"},{"hostname":"lb"}]}}}""",
            "NAME=n CLASS=nginx HOSTS=a,b,c + 1 more... ADDRESS=1.2.3.4,lb PORTS=80, 443 AGE=60m"
        },
        { "Ingress", """{"spec":{}}""", "NAME=n CLASS=<none> HOSTS=* ADDRESS= PORTS=80 AGE=60m" },
        { "Lease", """{"spec":{"holderIdentity":"me"}}""", "NAME=n HOLDER=me AGE=60m" },
        { "PodDisruptionBudget", """{"spec":{"maxUnavailable":"50%"},"status":{"disruptionsAllowed":1}}""", "NAME=n MIN AVAILABLE=N/A MAX UNAVAILABLE=50% ALLOWED DISRUPTIONS=1 AGE=60m" },
        { "CustomResourceDefinition", "{}", "NAME=n CREATED AT=2026-01-01T00:00:00Z" },
        { "ClusterRole", "{}", "NAME=n CREATED AT=2026-01-01T00:00:00Z" },
        {
            "RoleBinding",
            """{"roleRef":{"kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"u"},{"kind":"ServiceAccount","namespace":"x","name":"s"}]}""",
            "NAME=n ROLE=Role/r AGE=60m USERS=u GROUPS= SERVICEACCOUNTS=x/s"
        },
        {
            "Event",
            """{"type":"Warning","reason":"Bad","message":"m ","involvedObject":{"kind":"Pod","name":"p"},"source":{"component":"c","host":"h"},"lastTimestamp":"2026-01-01T00:59:00Z","firstTimestamp":"2026-01-01T00:00:00Z","count":4}""",
            "LAST SEEN=60s TYPE=Warning REASON=Bad OBJECT=pod/p SUBOBJECT= SOURCE=c, h MESSAGE=m FIRST SEEN=60m COUNT=4 NAME=n"
        },
        {
            "Event",
            """{"type":"Normal","reason":"Ok","note":"n","regarding":{"kind":"Widget","name":"w"},"reportingController":"c","eventTime":"2026-01-01T00:00:00.000000Z","series":{"count":9,"lastObservedTime":"2026-01-01T00:59:50.000000Z"}}""",
            "LAST SEEN=10s TYPE=Normal REASON=Ok OBJECT=widget/w SUBOBJECT= SOURCE=c MESSAGE=n FIRST SEEN=60m COUNT=9 NAME=n"
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Built_in_kinds_have_the_columns_that_people_know(string kind, string value, string expected) =>
        Assert.Equal(expected, Print(ObjectTable.Render(BuiltIn(kind), [Named(kind, "n", value)], "None", Now)));

    [Theory]
    [InlineData("""{"phase":"Pending"}""", "0/2 Pending 0")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"ready":true,"state":{"running":{}}},{"ready":true,"state":{"running":{}}}]}""", "2/2 Running 0")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"ready":true,"state":{"running":{}}},{"restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"finishedAt":"2026-01-01T00:55:00Z"}}}]}""", "1/2 CrashLoopBackOff 3 (5m ago)")]
    [InlineData("""{"phase":"Succeeded","containerStatuses":[{"state":{"terminated":{"reason":"Completed"}}}]}""", "0/2 Completed 0")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":7}}}]}""", "0/2 ExitCode:7 0")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"state":{"terminated":{"exitCode":0}}},{"state":{"running":{}}}]}""", "0/2 Init:1/3 0")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff"}}}]}""", "0/2 Init:ImagePullBackOff 0")]
    [InlineData("""{"phase":"Failed","reason":"Evicted"}""", "0/2 Evicted 0")]
    public void The_status_of_a_pod_is_what_stands_out(string status, string expected)
    {
        var pod = Named("Pod", "p", $$"""{"spec":{"containers":[{},{}],"initContainers":[{},{},{}]},"status":{{status}}}""");
        var cells = Cells(ObjectTable.Render(BuiltIn("Pod"), [pod], "None", Now));
        Assert.Equal(expected, string.Join(' ', cells.Skip(1).Take(3)));

        pod["metadata"]!["deletionTimestamp"] = Created;
        var final = (string?)pod["status"]!["phase"] is "Succeeded" or "Failed" ? cells[2] : "Terminating";
        Assert.Equal(final, Cells(ObjectTable.Render(BuiltIn("Pod"), [pod], "None", Now))[2]);
    }

    [Fact]
    public void Custom_resources_have_the_columns_that_they_declare()
    {
        var widget = Widgets.Widget("""{"size":"small","replicas":2}""");
        widget["metadata"]!["creationTimestamp"] = Created;
        widget["status"] = Obj("""{"phase":"Busy","conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}""");
        var empty = Widgets.Widget("""{"size":"small","replicas":"not a number"}""");
        var table = ObjectTable.Render(Widgets.Type, [widget, empty], "None", Now);

        Assert.Equal("NAME=w PHASE=Busy READY=True REPLICAS=2 SINCE=60m", Print(table));
        AssertJson("""["w",null,null,null,null]""", table["rows"]![1]!["cells"]);
        Assert.Equal(1, (int?)table["columnDefinitions"]![3]!["priority"]);
    }

    [Fact]
    public void A_column_that_cannot_be_read_is_blank()
    {
        var definition = Widgets.Definition();
        definition["spec"]!["versions"]![0]!["additionalPrinterColumns"]![0]!["jsonPath"] = ".spec.tags[0:1]";
        BuiltIn("CustomResourceDefinition").Normalize(definition);
        var type = ResourceType.FromCustomResourceDefinition(definition).Single();
        var table = ObjectTable.Render(type, [Widgets.Widget("""{"size":"small","replicas":2}""")], "None", Now);

        AssertJson("""["w",null,null,2,null]""", table["rows"]![0]!["cells"]);
    }

    private static JsonObject Named(string kind, string name, string json)
    {
        var value = new JsonObject
        {
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["creationTimestamp"] = Created },
        };
        foreach (var (field, part) in Obj(json))
        {
            value[field] = part?.DeepClone();
        }

        return value;
    }

    private static string Print(JsonObject table) => string.Join(' ', table["columnDefinitions"]!.AsArray()
        .Zip(Cells(table), (column, cell) => $"{((string)column!["name"]!).ToUpperInvariant()}={cell}"));

    private static List<string> Cells(JsonObject table) => [.. table["rows"]![0]!["cells"]!.AsArray().Select(cell => cell?.ToString() ?? "")];
}
