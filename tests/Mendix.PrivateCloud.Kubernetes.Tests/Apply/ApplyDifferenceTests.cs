using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Apply;

/// <summary>What makes a difference to the API server, and what does not.</summary>
public sealed class ApplyDifferenceTests
{
    private const string Manager = "operator";

    /// <summary>What we want, and what the server makes of it: defaults, foreign fields, normalized quantities, another order.</summary>
    private const string Desired = """
        {"metadata":{"name":"web","namespace":"apps","labels":{"app":"web"},"ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"1","controller":true}]},
         "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{
           "containers":[{"name":"web","image":"web:1","args":["a","b"],"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],
             "ports":[{"name":"http","containerPort":8080}],
             "resources":{"limits":{"cpu":"1000m","memory":"1024Mi"},"requests":{"cpu":"0.5"}},
             "volumeMounts":[{"name":"tmp","mountPath":"/tmp"}]}],
           "volumes":[{"name":"tmp","emptyDir":{}}]}}}}
        """;

    private const string Stored = """
        {"metadata":{"name":"web","namespace":"apps","uid":"u","resourceVersion":"7","generation":1,"labels":{"app":"web","team":"foreign"},
          "annotations":{"deployment.kubernetes.io/revision":"1"},
          "ownerReferences":[{"apiVersion":"v1","kind":"Y","name":"y","uid":"2"},{"apiVersion":"v1","kind":"X","name":"x","uid":"1","controller":true}],
          "managedFields":[{"manager":"operator","operation":"Apply","apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{
            "f:metadata":{"f:labels":{"f:app":{}},"f:ownerReferences":{"k:{\"uid\":\"1\"}":{}}},
            "f:spec":{"f:replicas":{},"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{
              "f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:name":{},"f:image":{},"f:args":{},
                "f:env":{"k:{\"name\":\"A\"}":{".":{},"f:name":{},"f:value":{}},"k:{\"name\":\"B\"}":{".":{},"f:name":{},"f:value":{}}},
                "f:ports":{"k:{\"containerPort\":8080,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:name":{}}},
                "f:resources":{"f:limits":{"f:cpu":{},"f:memory":{}},"f:requests":{"f:cpu":{}}},
                "f:volumeMounts":{"k:{\"mountPath\":\"/tmp\"}":{".":{},"f:mountPath":{},"f:name":{}}}}},
              "f:volumes":{"k:{\"name\":\"tmp\"}":{".":{},"f:emptyDir":{},"f:name":{}}}}}}}}]},
         "spec":{"replicas":2,"revisionHistoryLimit":10,"selector":{"matchLabels":{"app":"web"}},"strategy":{"type":"RollingUpdate"},"template":{
           "metadata":{"labels":{"app":"web"}},"spec":{"restartPolicy":"Always",
           "containers":[{"name":"sidecar","image":"foreign"},{"name":"web","image":"web:1","imagePullPolicy":"IfNotPresent","args":["a","b"],
             "env":[{"name":"FOREIGN","value":"x"},{"name":"B","value":"2"},{"name":"A","value":"1"}],
             "ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
             "resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"500m"}},
             "volumeMounts":[{"name":"tmp","mountPath":"/tmp"}]}],
           "volumes":[{"name":"tmp","emptyDir":{}}]}}},
         "status":{"replicas":2}}
        """;

    [Fact]
    public void What_the_server_made_of_it_is_no_difference() => Assert.Null(Find(_ => { }, _ => { }));

    [Fact]
    public void An_entry_too_many_in_a_map_that_the_server_replaces_whole_is_one()
    {
        Service Selecting(params string[] labels) => new() { Spec = new ServiceSpec { Selector = labels.ToDictionary(label => label, _ => "x") } };

        Assert.Equal("spec.selector", ApplyDifference.Find(Selecting("app"), Selecting("app", "revision"), Manager, null));
        Assert.Null(ApplyDifference.Find(Selecting("app"), Selecting("app"), Manager, null));
    }

    [Theory]
    [InlineData("metadata.labels[app]", "label")]
    [InlineData("metadata.annotations[new]", "annotation")]
    [InlineData("metadata.ownerReferences[1].controller", "owner")]
    [InlineData("spec.replicas", "replicas")]
    [InlineData("spec.template.spec.containers[web].image", "image")]
    [InlineData("spec.template.spec.containers[web].args[1]", "argument")]
    [InlineData("spec.template.spec.containers[web].args", "argument count")]
    [InlineData("spec.template.spec.containers[web].env[A].value", "env")]
    [InlineData("spec.template.spec.containers[web].env[C]", "new env")]
    [InlineData("spec.template.spec.containers[web].ports[8080,UDP]", "protocol")]
    [InlineData("spec.template.spec.containers[web].resources.limits[cpu]", "quantity")]
    [InlineData("spec.template.spec.volumes[tmp].emptyDir.medium", "volume source")]
    public void What_changes_is_found_and_named(string path, string what) => Assert.Equal(path, Find(desired => Change(desired, what), _ => { }));

    [Theory]
    [InlineData("metadata.labels", "no labels")]
    [InlineData("metadata.ownerReferences[{\"uid\":\"1\"}]", "no owners")]
    [InlineData("spec.replicas", "no replicas")]
    [InlineData("spec.template.spec.containers[{\"name\":\"web\"}].env[{\"name\":\"B\"}]", "no env B")]
    [InlineData("spec.template.spec.containers[{\"name\":\"web\"}].ports", "no ports")]
    [InlineData("spec.template.spec.containers[{\"name\":\"web\"}].resources.limits[memory]", "no memory limit")]
    public void What_we_set_before_and_no_longer_want_is_found(string path, string what) => Assert.Equal(path, Find(desired => Change(desired, what), _ => { }));

    [Fact]
    public void What_others_set_and_we_never_wanted_may_come_and_go() =>
        Assert.Null(Find(_ => { }, stored =>
        {
            stored.Metadata.Labels!.Remove("team");
            stored.Metadata.Annotations = new() { ["foreign"] = "x" };
            stored.Spec!.Template!.Spec!.Containers!.RemoveAt(0);
            stored.Spec.RevisionHistoryLimit = 3;
        }));

    [Fact]
    public void Fields_that_another_manager_applied_are_not_ours_to_give_up() =>
        Assert.Null(Find(desired => desired.Spec!.Replicas = null, stored => stored.Metadata.ManagedFields![0].Manager = "somebody"));

    [Fact]
    public void Empty_values_that_the_server_leaves_out_are_no_difference() =>
        Assert.Null(Find(desired =>
        {
            desired.Spec!.Template!.Spec!.Containers![0].Command = [];
            desired.Metadata.Annotations = [];
            desired.Spec.MinReadySeconds = 0;
        }, stored => stored.Spec!.MinReadySeconds = null));

    [Fact]
    public void The_status_is_not_looked_at_with_the_object_nor_the_object_with_the_status()
    {
        var desired = Read<Deployment>("""{"metadata":{"labels":{"new":"x"}},"spec":{"replicas":9},"status":{"replicas":2}}""");
        var stored = Read<Deployment>(Stored);
        Assert.Null(ApplyDifference.Find(desired, stored, Manager, "status"));
        desired.Status!.Replicas = 3;
        Assert.Equal("status.replicas", ApplyDifference.Find(desired, stored, Manager, "status"));
    }

    [Fact]
    public void Conditions_are_merged_by_type_and_times_are_compared_in_seconds()
    {
        var desired = Read<StorageInstance>("""{"status":{"conditions":[{"type":"Ready","status":"True","reason":"Ok","lastTransitionTime":"2026-01-01T00:00:00.7Z"}]}}""");
        var stored = Read<StorageInstance>(
            """
            {"metadata":{"managedFields":[{"manager":"operator","operation":"Apply","subresource":"status","fieldsV1":{"f:status":{"f:conditions":{
              "k:{\"type\":\"Ready\"}":{".":{},"f:type":{},"f:status":{}}}}}}]},
             "status":{"conditions":[{"type":"Foreign","status":"False"},{"type":"Ready","status":"True","reason":"Ok","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
            """);
        Assert.Null(ApplyDifference.Find(desired, stored, Manager, "status"));
        desired.Status!.Conditions![0].Reason = "Other";
        Assert.Equal("status.conditions[Ready].reason", ApplyDifference.Find(desired, stored, Manager, "status"));
        desired.Status.Conditions.Clear();
        Assert.Equal("status.conditions[{\"type\":\"Ready\"}]", ApplyDifference.Find(desired, stored, Manager, "status"));
    }

    [Fact]
    public void A_custom_resource_keeps_empty_values_so_they_count()
    {
        var desired = Read<StorageInstance>("""{"status":{"phase":""}}""");
        Assert.Equal("status.phase", ApplyDifference.Find(desired, new StorageInstance { Status = new StorageInstanceStatus() }, Manager, "status"));
    }

    [Fact]
    public void Free_form_objects_hold_what_is_wanted_of_them()
    {
        var desired = Read<StorageInstance>("""{"spec":{"provisioner":{"type":"p","parameters":{"host":"h","deep":{"a":[1,2]}}}}}""");
        var stored = Read<StorageInstance>("""{"spec":{"provisioner":{"type":"p","parameters":{"deep":{"more":1,"a":[1,2.0]},"host":"h"}}}}""");
        Assert.Null(ApplyDifference.Find(desired, stored, Manager, null));
        stored = Read<StorageInstance>("""{"spec":{"provisioner":{"type":"p","parameters":{"deep":{"a":[2,1]},"host":"h"}}}}""");
        Assert.Equal("spec.provisioner.parameters", ApplyDifference.Find(desired, stored, Manager, null));
    }

    [Fact]
    public void Secret_bytes_are_compared()
    {
        var desired = new Secret { Data = new() { ["k"] = [1, 2] } };
        Assert.Null(ApplyDifference.Find(desired, new Secret { Data = new() { ["k"] = [1, 2], ["foreign"] = [3] } }, Manager, null));
        Assert.Equal("data[k]", ApplyDifference.Find(desired, new Secret { Data = new() { ["k"] = [1, 3] } }, Manager, null));
    }

    [Fact]
    public void Finalizers_are_a_set()
    {
        var desired = Read<ConfigMap>("""{"metadata":{"finalizers":["b"]}}""");
        Assert.Null(ApplyDifference.Find(desired, Read<ConfigMap>("""{"metadata":{"finalizers":["a","b"]}}"""), Manager, null));
        Assert.Equal("metadata.finalizers[b]", ApplyDifference.Find(desired, Read<ConfigMap>("""{"metadata":{"finalizers":["a"]}}"""), Manager, null));
        var ours = """{"metadata":{"finalizers":["a","b"],"managedFields":[{"manager":"operator","operation":"Apply","fieldsV1":{"f:metadata":{"f:finalizers":{".":{},"v:\"a\"":{},"v:\"b\"":{}}}}}]}}""";
        Assert.Equal("metadata.finalizers[a]", ApplyDifference.Find(desired, Read<ConfigMap>(ours), Manager, null));
    }

    private static string? Find(Action<Deployment> desire, Action<Deployment> store)
    {
        var desired = Read<Deployment>(Desired);
        var stored = Read<Deployment>(Stored);
        desire(desired);
        store(stored);
        return ApplyDifference.Find(desired, stored, Manager, null);
    }

    private static void Change(Deployment desired, string what)
    {
        var container = desired.Spec!.Template!.Spec!.Containers![0];
        Action change = what switch
        {
            "label" => () => desired.Metadata.Labels!["app"] = "other",
            "annotation" => () => desired.Metadata.Annotations = new() { ["new"] = "x" },
            "owner" => () => desired.Metadata.OwnerReferences![0].Controller = false,
            "replicas" => () => desired.Spec.Replicas = 3,
            "image" => () => container.Image = "web:2",
            "argument" => () => container.Args![1] = "c",
            "argument count" => () => container.Args!.Add("c"),
            "env" => () => container.Env![0].Value = "9",
            "new env" => () => container.Env!.Add(new EnvVar { Name = "C", Value = "3" }),
            "protocol" => () => container.Ports![0].Protocol = "UDP",
            "quantity" => () => container.Resources!.Limits!["cpu"] = "1001m",
            "volume source" => () => desired.Spec.Template.Spec.Volumes![0].EmptyDir!.Medium = "Memory",
            "no labels" => () => desired.Metadata.Labels = null,
            "no owners" => () => desired.Metadata.OwnerReferences = [],
            "no replicas" => () => desired.Spec.Replicas = null,
            "no env B" => () => container.Env!.RemoveAt(1),
            "no ports" => () => container.Ports = null,
            "no memory limit" => () => container.Resources!.Limits!.Remove("memory"),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        change();
    }

    private static T Read<T>(string json)
        where T : class, IKubernetesObject<T> => JsonSerializer.Deserialize(json, T.TypeInfo)!;
}
